using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Somebody else saved another version of the rule that is on the screen.</summary>
/// <param name="Theirs">The rule as RuleService has it now.</param>
/// <param name="Differences">What differs, mine and theirs in words.</param>
public sealed record RuleConflict(AuditRule Theirs, IReadOnlyList<RuleDifference> Differences)
{
    public string Text => $"Version {Theirs.Version} was saved elsewhere meanwhile. Nothing was overwritten: decide which one holds.";
}
