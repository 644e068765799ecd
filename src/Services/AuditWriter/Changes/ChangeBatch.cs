namespace Auditor.AuditWriter.Changes;

/// <summary>Several changes, recorded all or none.</summary>
/// <param name="Changes">1 to 500.</param>
public sealed record ChangeBatch(IReadOnlyList<ChangeReport> Changes);
