namespace Auditor.WebConsole.Rules;

/// <summary>The pages that a rule has.</summary>
public enum RuleTab
{
    Rule,
    Matches,
    History,
}
