namespace Auditor.Contracts;

/// <summary>RuleService to everyone: the rule book has a new revision. Whoever keeps an operator policy asks for it again.</summary>
public sealed record AuditRulesChanged
{
    public int Version { get; init; } = 1;

    public long Revision { get; init; }

    /// <summary>The rules that changed.</summary>
    public IReadOnlyList<Guid> RuleIds { get; init; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}
