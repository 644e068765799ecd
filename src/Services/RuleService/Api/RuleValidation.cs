using Auditor.Rules;

namespace Auditor.RuleService.Api;

/// <summary>Whether a rule could be saved, and if not, why.</summary>
internal sealed record RuleValidation(bool Valid, IReadOnlyList<RuleProblem> Problems);
