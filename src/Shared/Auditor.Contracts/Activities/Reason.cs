namespace Auditor.Contracts;

/// <summary>An operator's own justification: a predefined reason that was picked, notes, or both.</summary>
public sealed record Reason
{
    /// <summary>The predefined reason that was picked.</summary>
    public string? Picked { get; init; }

    /// <summary>The operator's own words.</summary>
    public string? Notes { get; init; }

    public string? CaseNumber { get; init; }
}
