namespace Auditor.WebConsole.Deliveries;

/// <summary>The last entry that a destination acknowledged, and when (UTC).</summary>
public sealed record Acknowledged(long Position, Guid? EntryId, DateTimeOffset? At);
