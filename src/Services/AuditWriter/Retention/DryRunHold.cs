namespace Auditor.AuditWriter.Retention;

/// <summary>How many entries past their ceiling a hold keeps. An entry under two holds counts for both.</summary>
public sealed record DryRunHold(Guid HoldId, string Name, long Entries);
