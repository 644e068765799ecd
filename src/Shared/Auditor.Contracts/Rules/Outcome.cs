namespace Auditor.Contracts;

/// <summary>What the matching live rules demand once the entry is in the log.</summary>
public sealed record Outcome
{
    /// <summary>Write this entry's line to the Milestone audit log.</summary>
    public bool MilestoneLog { get; init; }

    /// <summary>Fire these, one for each matching rule with its trigger on.</summary>
    public IReadOnlyList<OutcomeEvent> Events { get; init; } = [];

    /// <summary>Tell these notification channels, each once.</summary>
    public IReadOnlyList<string> NotificationChannels { get; init; } = [];
}
