namespace Auditor.AuditWriter.Changes;

/// <summary>What became of the reported changes.</summary>
/// <param name="Entries">In the order of the report.</param>
public sealed record ChangesRecorded(IReadOnlyList<ChangeRecorded> Entries);
