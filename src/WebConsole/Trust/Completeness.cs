namespace Auditor.WebConsole.Trust;

/// <summary>How complete the log is, as AuditWriter says it (docs/completeness.md). Times are UTC.</summary>
public sealed record Completeness
{
    public DateTimeOffset? CompleteSince { get; init; }

    /// <summary>Why it is since then, in words.</summary>
    public string Because { get; init; } = "";

    public bool CaughtUp { get; init; }

    public long WaitingForPosition { get; init; }

    public int GapSeconds { get; init; }

    public int SilenceSeconds { get; init; }

    public long WaitedFor { get; init; }

    public long OpenGapCount { get; init; }

    public IReadOnlyList<OpenGap> OpenGaps { get; init; } = [];

    public long FilledGaps { get; init; }

    public long SilentClientCount { get; init; }

    public long ClientCount { get; init; }

    public IReadOnlyList<ClientLine> Clients { get; init; } = [];

    /// <summary>Cursor of the next page of clients.</summary>
    public string? Next { get; init; }

    /// <summary>Of the latest open gaps those that can hide something of this time or later.</summary>
    public IReadOnlyList<OpenGap> Since(DateTimeOffset time) => [.. OpenGaps.Where(gap => gap.MissedAt >= time)];
}
