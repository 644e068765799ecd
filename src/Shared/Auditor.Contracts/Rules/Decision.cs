namespace Auditor.Contracts;

/// <summary>The rules that matched an activity, and the outcome they demand.</summary>
public sealed record Decision
{
    /// <summary>Revision of the rule book that decided.</summary>
    public long Revision { get; init; }

    /// <summary>Every enabled rule that matched, live and shadow, by name and then id.</summary>
    public IReadOnlyList<RuleMatch> Matches { get; init; } = [];

    /// <summary>What the live rules together ask the operator; absent when none asks.</summary>
    public Prompt? Prompt { get; init; }

    public Outcome Outcome { get; init; } = new();
}
