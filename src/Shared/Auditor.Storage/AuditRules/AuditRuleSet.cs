using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>The rules at one revision, without the deleted ones, by name and then id.</summary>
public sealed record AuditRuleSet(long Revision, IReadOnlyList<AuditRule> Rules);
