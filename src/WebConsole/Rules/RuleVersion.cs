using Auditor.Contracts;

namespace Auditor.WebConsole.Rules;

/// <summary>One change of a rule, as RuleService's history has it.</summary>
public sealed record RuleVersion
{
    public long Version { get; init; }

    /// <summary>created, updated or deleted.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Null at creation.</summary>
    public AuditRule? Previous { get; init; }

    /// <summary>Null at deletion.</summary>
    public AuditRule? Current { get; init; }

    public Actor Actor { get; init; } = new();

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who changed it, for people.</summary>
    public string Who => Actor.DisplayName is { Length: > 0 } name ? name : Actor.Name;
}
