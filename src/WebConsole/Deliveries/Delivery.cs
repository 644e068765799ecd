namespace Auditor.WebConsole.Deliveries;

/// <summary>How the deliveries of a subscription stand. Times are UTC.</summary>
public sealed record Delivery
{
    /// <summary>WORKING, WAITING, DISABLED or GAVE_UP.</summary>
    public string Status { get; init; } = "";

    /// <summary>The position of the log that is next, and that waits when one does.</summary>
    public long? Position { get; init; }

    public Acknowledged? LastAcknowledged { get; init; }

    public long Delivered { get; init; }

    /// <summary>Null while AuditWriter does not answer.</summary>
    public long? Backlog { get; init; }

    /// <summary>Attempts that failed since the last success.</summary>
    public int Failures { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public string? LastFailure { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }
}
