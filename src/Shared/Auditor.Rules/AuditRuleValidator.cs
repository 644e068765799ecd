using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>Says what is wrong with a rule before it is saved.</summary>
public static class AuditRuleValidator
{
    public static IReadOnlyList<RuleProblem> Validate(AuditRule rule) => [];
}
