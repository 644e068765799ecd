namespace Auditor.Contracts;

/// <summary>Event Server or Notifier to AuditWriter: what became of the outcome that an entry demanded.</summary>
public sealed record OutcomeDelivered
{
    public int Version { get; init; } = 1;

    /// <summary>Kept on every retry of this report: the log holds it once.</summary>
    public Guid DeliveryId { get; init; }

    /// <summary>The entry whose outcome it was.</summary>
    public Guid EntryId { get; init; }

    public string? Tenant { get; init; }

    /// <summary>The service that delivered, by name; absent means Event Server.</summary>
    public string? DeliveredBy { get; init; }

    /// <summary>Each line written, each event fired and each notification sent, or not.</summary>
    public IReadOnlyList<OutcomeDelivery> Deliveries { get; init; } = [];

    /// <summary>The machine that delivered.</summary>
    public string? Host { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset DeliveredAt { get; init; }
}
