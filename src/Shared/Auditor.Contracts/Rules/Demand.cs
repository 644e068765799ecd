namespace Auditor.Contracts;

/// <summary>What a rule demands for one activity type. The two are independent of each other.</summary>
public sealed record Demand
{
    /// <summary>Ask the operator for a reason.</summary>
    public bool Prompt { get; init; }

    /// <summary>Fire the XProtect event of this activity, with the rule as its source.</summary>
    public bool Trigger { get; init; }
}
