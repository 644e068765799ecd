namespace Auditor.AuditWriter.BackTesting;

/// <summary>An entry that the rule would have matched.</summary>
/// <param name="EntryId">Its id.</param>
/// <param name="OccurredAt">When (UTC).</param>
/// <param name="Person">Whose.</param>
/// <param name="Resource">One of <see cref="Contracts.AuditableResources"/>.</param>
/// <param name="Action">One of <see cref="Contracts.AuditableActions"/>.</param>
/// <param name="Asked">Whether a question would have been asked because of it.</param>
public sealed record BackTestExample(Guid EntryId, DateTimeOffset OccurredAt, string Person, string Resource, string Action, bool Asked);
