using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>One change of a rule, as RuleService remembers it.</summary>
public sealed record RuleVersion
{
    /// <summary>The rule's version after the change.</summary>
    public long Version { get; init; }

    /// <summary>Absent at creation.</summary>
    public AuditRule? Previous { get; init; }

    /// <summary>Absent at deletion.</summary>
    public AuditRule? Current { get; init; }

    public Actor Actor { get; init; } = new();

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}
