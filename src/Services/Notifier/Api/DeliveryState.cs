using Auditor.Storage;

namespace Auditor.Notifier.Api;

/// <summary>How the deliveries of one subscription stand.</summary>
internal sealed record DeliveryState
{
    /// <summary>One of <see cref="DeliveryStatuses"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The next position of the log to look at, and the one that waits when there is one; absent until deliveries have begun.</summary>
    public long? Position { get; init; }

    public LastAcknowledged? LastAcknowledged { get; init; }

    /// <summary>Entries acknowledged since the subscription was made.</summary>
    public long Delivered { get; init; }

    /// <summary>Entries that were erased before they could be delivered.</summary>
    public long Erased { get; init; }

    /// <summary>Positions of the log that were not looked at yet; absent while AuditWriter, which has the log, does not answer.</summary>
    public long? Backlog { get; init; }

    /// <summary>Attempts that failed since the last success.</summary>
    public int Failures { get; init; }

    /// <summary>UTC; absent while it works.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What the destination said last.</summary>
    public string? LastFailure { get; init; }

    /// <summary>UTC; absent while it works.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <param name="status">One of <see cref="DeliveryStatuses"/>.</param>
    /// <param name="progress">Null when deliveries have not begun.</param>
    /// <param name="end">Of the log; null when nobody can say.</param>
    public static DeliveryState Of(string status, DeliveryProgress? progress, long? end) => progress is null
        ? new DeliveryState { Status = status }
        : new DeliveryState
        {
            Status = status,
            Position = progress.Position,
            LastAcknowledged = progress.AcknowledgedPosition is { } position
                ? new LastAcknowledged(position, progress.AcknowledgedEntryId, progress.AcknowledgedAt)
                : null,
            Delivered = progress.Delivered,
            Erased = progress.Erased,
            Backlog = end is { } last ? Math.Max(0, last - progress.Position) : null,
            Failures = progress.Failures,
            FailingSince = progress.FailingSince,
            LastFailure = progress.LastFailure,
            NextAttemptAt = progress.NextAttemptAt,
        };
}
