namespace Auditor.Contracts;

/// <summary>RuleService to plugin: every enabled rule that can catch this operator, to be decided by on the workstation, also offline.</summary>
public sealed record OperatorPolicy
{
    public int Version { get; init; } = 1;

    public long Revision { get; init; }

    public IReadOnlyList<AuditRule> Rules { get; init; } = [];

    /// <summary>UTC, by the clock of RuleService.</summary>
    public DateTimeOffset IssuedAt { get; init; }
}
