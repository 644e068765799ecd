namespace Auditor.Contracts;

/// <summary>One XProtect analytics event to fire.</summary>
public sealed record OutcomeEvent
{
    /// <summary>One of <see cref="XProtectEvents"/>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The rule whose item is the event's source.</summary>
    public Guid RuleId { get; init; }

    public string RuleName { get; init; } = "";
}
