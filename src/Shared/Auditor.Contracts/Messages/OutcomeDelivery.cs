namespace Auditor.Contracts;

/// <summary>One line written to the Milestone audit log, one event fired or one notification sent, or the failure to.</summary>
public sealed record OutcomeDelivery
{
    /// <summary>The log line, the event's name, or the notification channel and the subscription that told it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of an event: the rule that was its source. Of a notification: a rule that asked for it.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>Absent when it was delivered.</summary>
    public string? Error { get; init; }
}
