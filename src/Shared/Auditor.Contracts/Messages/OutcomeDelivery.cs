namespace Auditor.Contracts;

/// <summary>One line written to the Milestone audit log or one event fired, or the failure to.</summary>
public sealed record OutcomeDelivery
{
    /// <summary>The log line, or the event's name.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of an event: the rule that was its source.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>Absent when it was delivered.</summary>
    public string? Error { get; init; }
}
