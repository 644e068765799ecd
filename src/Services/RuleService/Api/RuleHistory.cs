using Auditor.Storage;

namespace Auditor.RuleService.Api;

/// <summary>Every change of a rule, latest first.</summary>
internal sealed record RuleHistory(Guid RuleId, IReadOnlyList<AuditRuleChange> Changes);
