using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>What the history of the rules says.</summary>
internal static class RuleHistory
{
    /// <summary>The rules, from the latest change of each.</summary>
    public static AuditRuleSet ToRules(IReadOnlyCollection<AuditRuleChange> latest) =>
        new(
            latest.Select(change => change.Revision).DefaultIfEmpty(0).Max(),
            [
                .. latest
                    .Where(change => change.Kind != RuleChangeKind.Deleted)
                    .Select(change => change.Current)
                    .OfType<AuditRule>()
                    .OrderBy(rule => rule.Name, StringComparer.Ordinal)
                    .ThenBy(rule => rule.Id),
            ]);
}
