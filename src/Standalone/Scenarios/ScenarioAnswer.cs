namespace Auditor.Standalone.Scenarios;

/// <summary>What an operator answers when asked for a reason.</summary>
internal sealed record ScenarioAnswer
{
    /// <summary>The predefined reason to pick.</summary>
    public string? Reason { get; init; }

    public string? Notes { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>Refuses to answer, and goes back to live.</summary>
    public bool Decline { get; init; }
}
