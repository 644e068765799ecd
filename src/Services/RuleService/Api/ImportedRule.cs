using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.RuleService.Api;

/// <summary>What became of one rule.</summary>
/// <param name="Rule">As it would be, or was, saved.</param>
/// <param name="Warnings">What could not be carried over. Does not keep the rule from being saved.</param>
/// <param name="Problems">What keeps the rule from being saved.</param>
/// <param name="SavedId">The new rule's id; absent when it was not saved.</param>
/// <param name="ExistingId">The rule that already has this name.</param>
internal sealed record ImportedRule(
    AuditRule Rule, IReadOnlyList<RuleProblem> Warnings, IReadOnlyList<RuleProblem> Problems, Guid? SavedId, Guid? ExistingId);
