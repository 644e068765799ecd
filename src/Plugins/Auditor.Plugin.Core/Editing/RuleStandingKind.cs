namespace Auditor.Plugin.Core.Editing;

/// <summary>What XProtect shows beside a node.</summary>
public enum RuleStandingKind
{
    Ok,
    Disabled,
    Error,
}
