namespace Auditor.Plugin.Core.Editing;

/// <summary>How a rule's node stands in the tree, and why. Reads nothing but the item, so it costs nothing to ask.</summary>
public sealed record RuleStanding(RuleStandingKind Kind, string Details)
{
    public static RuleStanding Of(RuleItem item) => item switch
    {
        { Unreadable: { } problem } => new RuleStanding(RuleStandingKind.Error, $"The rule's item cannot be read: {problem}"),
        { Version: 0 } => new RuleStanding(RuleStandingKind.Disabled, item.NotSaved ?? "Not saved in RuleService yet, so it does nothing."),
        { NotSaved: { } why } => new RuleStanding(RuleStandingKind.Error, $"Not saved in RuleService: {why} Until then version {item.Version} holds there."),
        { Rule.Enabled: false } => new RuleStanding(RuleStandingKind.Disabled, $"Disabled. {RuleSummary.Brief(item.Rule)}"),
        _ => new RuleStanding(RuleStandingKind.Ok, RuleSummary.Brief(item.Rule)),
    };
}
