using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>One change of one rule: who, when, what it was before and what it is now.</summary>
public sealed record AuditRuleChange : IVersionedChange<AuditRuleChange>
{
    /// <summary>Made where the change is made, and kept on every retry.</summary>
    public Guid ChangeId { get; init; }

    public Guid RuleId { get; init; }

    /// <summary>The rule's version after the change; 1 is its creation. A deletion counts as a version.</summary>
    public long Version { get; init; }

    /// <summary>The rule book's revision after the change; given by the store.</summary>
    public long Revision { get; init; }

    public RuleChangeKind Kind { get; init; }

    /// <summary>Null at creation.</summary>
    public AuditRule? Previous { get; init; }

    /// <summary>Null at deletion.</summary>
    public AuditRule? Current { get; init; }

    public Actor Actor { get; init; } = new();

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    Guid IVersionedChange<AuditRuleChange>.SubjectId => RuleId;

    AuditRuleChange IVersionedChange<AuditRuleChange>.At(long revision) => this with { Revision = revision };
}
