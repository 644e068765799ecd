namespace Auditor.WebConsole.Questions;

/// <summary>How complete the log is, as <c>/api/audit/completeness</c> says it. Times are UTC.</summary>
/// <param name="CompleteSince">Null when no client was ever heard.</param>
/// <param name="Because">Why, in words.</param>
/// <param name="CaughtUp">Whether every entry has been looked at.</param>
/// <param name="WaitedFor">Activities that are missing for a moment.</param>
/// <param name="OpenGapCount">Declared gaps of which something is missing.</param>
/// <param name="OpenGaps">The latest of them.</param>
/// <param name="SilentClientCount">Clients that fell silent.</param>
public sealed record Completeness(
    DateTimeOffset? CompleteSince, string Because, bool CaughtUp, long WaitedFor, long OpenGapCount, IReadOnlyList<Completeness.OpenGap> OpenGaps, long SilentClientCount)
{
    /// <summary>Something that a client did and that has not arrived.</summary>
    public sealed record OpenGap(Guid GapEntryId, string? Workstation, string User, long StillMissing, DateTimeOffset MissedAt);

    /// <summary>Gaps that can hide an answer: what is missing of them was first missed at this time or later.</summary>
    public IReadOnlyList<OpenGap> Since(DateTimeOffset time) => [.. OpenGaps.Where(gap => gap.MissedAt >= time)];
}
