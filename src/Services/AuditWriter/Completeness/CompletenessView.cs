namespace Auditor.AuditWriter.Completeness;

/// <summary>How complete the log is. Times are UTC.</summary>
public sealed record CompletenessView
{
    /// <summary>When this was put together.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// Of every activity that was appended later, all activities with lower numbers of its client session are in the log too, but for those
    /// below a gap that was declared before, and those that are still waited for. Null when there is nothing to say it of.
    /// </summary>
    public DateTimeOffset? CompleteSince { get; init; }

    /// <summary>Why <see cref="CompleteSince"/> is what it is, in words.</summary>
    public required string Because { get; init; }

    /// <summary>Whether every entry has its position, and has been looked at.</summary>
    public required bool CaughtUp { get; init; }

    /// <summary>Entries that wait for their position.</summary>
    public required long WaitingForPosition { get; init; }

    /// <summary>Entries with a position.</summary>
    public required long Sequenced { get; init; }

    /// <summary>Those of them that have been looked at.</summary>
    public required long Followed { get; init; }

    /// <summary>How long a hole is waited for, in seconds.</summary>
    public required int GapSeconds { get; init; }

    /// <summary>How long nothing may come from a client, in seconds.</summary>
    public required int SilenceSeconds { get; init; }

    /// <summary>Numbers that are missing for a shorter time than that, in all sessions.</summary>
    public required long WaitedFor { get; init; }

    public required long OpenGapCount { get; init; }

    /// <summary>The first of them, latest first; all stand in <c>/api/audit/completeness/gaps</c>.</summary>
    public required IReadOnlyList<OpenGapView> OpenGaps { get; init; }

    /// <summary>Declared gaps of which nothing is missing any more.</summary>
    public required long FilledGaps { get; init; }

    public required long SilentClientCount { get; init; }

    /// <summary>The first of them; all stand in <see cref="Clients"/> with <c>standing=silent</c>.</summary>
    public required IReadOnlyList<ClientView> SilentClients { get; init; }

    public required long ClientCount { get; init; }

    /// <summary>A page of client sessions, first seen last first.</summary>
    public required IReadOnlyList<ClientView> Clients { get; init; }

    /// <summary>The cursor of the next page of clients; absent when there is none.</summary>
    public string? Next { get; init; }
}
