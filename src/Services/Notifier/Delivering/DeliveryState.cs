namespace Auditor.Notifier.Delivering;

/// <summary>What this process knows of its own work, for its health.</summary>
internal sealed class DeliveryState
{
    private volatile IReadOnlyCollection<Guid> _served = [];

    /// <summary>Why the subscriptions cannot be looked after; null while they can.</summary>
    public string? Problem { get; set; }

    /// <summary>The subscriptions that this process delivers for.</summary>
    public IReadOnlyCollection<Guid> Served
    {
        get => _served;
        set => _served = value;
    }
}
