namespace Auditor.Contracts;

/// <summary>Plugin to RuleService: which rules apply to this operator? Answered with <see cref="OperatorPolicy"/>.</summary>
public sealed record OperatorPolicyRequested
{
    public int Version { get; init; } = 1;

    public Actor Actor { get; init; } = new();
}
