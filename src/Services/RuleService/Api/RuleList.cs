using Auditor.Contracts;

namespace Auditor.RuleService.Api;

/// <summary>The rules of one revision, by name.</summary>
internal sealed record RuleList(long Revision, IReadOnlyList<AuditRule> Rules);
