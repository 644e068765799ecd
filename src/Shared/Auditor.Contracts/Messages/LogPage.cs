namespace Auditor.Contracts;

/// <summary>AuditWriter to Notifier: a stretch of the log, in its order and without a hole.</summary>
public sealed record LogPage
{
    public int Version { get; init; } = 1;

    /// <summary>Where the log ends: the position that its next entry gets.</summary>
    public long End { get; init; }

    /// <summary>Id of the log's first entry, which tells one log from another. Absent while the log is empty, and from older versions.</summary>
    public Guid? FirstEntryId { get; init; }

    /// <summary>From the position asked for on, as many as fit into an answer; at least one unless the log ends before.</summary>
    public IReadOnlyList<LogItem> Items { get; init; } = [];
}
