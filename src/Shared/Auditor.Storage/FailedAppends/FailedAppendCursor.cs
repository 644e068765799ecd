namespace Auditor.Storage;

/// <summary>The last failure seen.</summary>
public sealed record FailedAppendCursor(DateTimeOffset FailedAt, Guid FailureId);
