using Auditor.Storage;

namespace Auditor.AuditWriter.Statistics;

/// <summary>How many entries there are over time.</summary>
/// <param name="From">Where the first step begins; null when nothing matches and no time was given.</param>
/// <param name="To">Where the last step ends.</param>
/// <param name="Zone">By whose clocks.</param>
/// <param name="Every">minute, hour, day, week (from Monday) or month.</param>
/// <param name="Total">All that match.</param>
/// <param name="Values">The values that are counted by themselves, most first; empty when nothing is split. What other entries there are is the rest of each step.</param>
/// <param name="Steps">Every step, also empty ones.</param>
public sealed record EntrySeries(
    DateTimeOffset? From, DateTimeOffset? To, string Zone, string Every, long Total, IReadOnlyList<FacetCount> Values, IReadOnlyList<EntrySeries.Step> Steps)
{
    /// <summary>One step.</summary>
    /// <param name="Start">Inclusive, as a local time with its offset in text form by the zone.</param>
    /// <param name="End">Exclusive.</param>
    /// <param name="Count">All entries of the step.</param>
    /// <param name="By">Of each of <see cref="Values"/>, in their order.</param>
    public sealed record Step(DateTimeOffset Start, DateTimeOffset End, long Count, IReadOnlyList<long> By);
}
