namespace Auditor.Storage;

/// <summary>What happened to a rule.</summary>
public enum RuleChangeKind
{
    Created,
    Updated,
    Deleted,
}
