namespace Auditor.Storage;

/// <summary>How far a subscription's deliveries have come. Whoever has the lease writes it.</summary>
public sealed record DeliveryProgress
{
    public Guid SubscriptionId { get; init; }

    /// <summary>The version of the subscription that this was written under: after a change, failures count from anew.</summary>
    public long SubscriptionVersion { get; init; }

    /// <summary>Which log <see cref="Position"/> is a place in: the id of its first entry. Absent until the log has said it.</summary>
    public Guid? LogId { get; init; }

    /// <summary>The next position of the log to look at: everything before it is delivered, did not concern it, was erased or was passed over.</summary>
    public long Position { get; init; }

    /// <summary>Position of the last entry that the destination acknowledged.</summary>
    public long? AcknowledgedPosition { get; init; }

    public Guid? AcknowledgedEntryId { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Entries acknowledged since the subscription was made.</summary>
    public long Delivered { get; init; }

    /// <summary>Entries that were erased before they could be delivered; nobody can tell whether they concerned it.</summary>
    public long Erased { get; init; }

    /// <summary>Attempts that failed since the last success.</summary>
    public int Failures { get; init; }

    /// <summary>Since when it fails (UTC); absent while it works.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>For how long it was tried without success: not the time in which nobody tried, and not by the time of day.</summary>
    public TimeSpan TriedFor { get; init; }

    /// <summary>What the destination said last, in words, without secrets.</summary>
    public string? LastFailure { get; init; }

    /// <summary>When it is tried again (UTC); absent while it works.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The last <see cref="DeliveryRequest"/> that was done.</summary>
    public long RequestsDone { get; init; }
}
