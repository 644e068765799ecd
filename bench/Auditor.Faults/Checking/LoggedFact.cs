using Auditor.Contracts;

namespace Auditor.Faults.Checking;

/// <summary>What the checks want to know of an entry.</summary>
/// <param name="EntryId">Its id.</param>
/// <param name="Position">Its position; null while it has none.</param>
/// <param name="Resource">One of <see cref="AuditableResources"/>.</param>
/// <param name="Action">One of <see cref="AuditableActions"/>.</param>
/// <param name="CorrelationId">What it belongs to.</param>
/// <param name="Session">The client session of an activity, or that an entry about completeness concerns.</param>
/// <param name="Number">Of an activity: its sequence number.</param>
/// <param name="DemandsOutcome">Whether Event Server has something to do for it.</param>
/// <param name="Metadata">Of an entry that is no activity: its metadata.</param>
internal sealed record LoggedFact(
    Guid EntryId, long? Position, string Resource, string Action, Guid? CorrelationId, Guid? Session, long? Number, bool DemandsOutcome, string? Metadata);
