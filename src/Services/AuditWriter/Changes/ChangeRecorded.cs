namespace Auditor.AuditWriter.Changes;

/// <summary>What became of one reported change.</summary>
/// <param name="EntryId">Id of its entry: the change's id.</param>
/// <param name="AlreadyThere">True when the log had it from an earlier report.</param>
public sealed record ChangeRecorded(Guid EntryId, bool AlreadyThere);
