namespace Auditor.Notifier.Api;

/// <summary>The last entry that a destination acknowledged.</summary>
/// <param name="Position">In the log.</param>
/// <param name="EntryId">Its id.</param>
/// <param name="At">When (UTC).</param>
internal sealed record LastAcknowledged(long Position, Guid? EntryId, DateTimeOffset? At);
