namespace Auditor.WebConsole.Overview;

/// <summary>How many entries there are over time, as <c>/api/audit/series</c> says it.</summary>
/// <param name="From">Where the first step begins; null when there is nothing.</param>
/// <param name="To">Where the last step ends.</param>
/// <param name="Every">minute, hour, day, week or month.</param>
/// <param name="Total">All entries.</param>
/// <param name="Values">What is counted by itself.</param>
/// <param name="Steps">Every step, also empty ones.</param>
public sealed record EntrySeries(
    DateTimeOffset? From, DateTimeOffset? To, string Every, long Total, IReadOnlyList<ValueCount> Values, IReadOnlyList<EntrySeries.Step> Steps)
{
    /// <summary>From start to before end; of each of the values in their order.</summary>
    public sealed record Step(DateTimeOffset Start, DateTimeOffset End, long Count, IReadOnlyList<long> By);
}
