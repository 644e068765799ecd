namespace Auditor.Contracts;

/// <summary>AuditWriter to Event Server and whoever listens: this entry is in the log, durably. May come more than once; be idempotent by entry id.</summary>
public sealed record AuditEntryAppended
{
    public int Version { get; init; } = 1;

    public AuditEntry Entry { get; init; } = new();
}
