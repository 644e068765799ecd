namespace Auditor.WebConsole.Deliveries;

/// <summary>A subscription, and how its deliveries stand.</summary>
public sealed record Subscription
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public bool Enabled { get; init; }

    /// <summary>Of its settings; what a change must name (If-Match).</summary>
    public long Version { get; init; }

    public SubscriptionFilter Filter { get; init; } = new();

    public Destination Destination { get; init; } = new();

    public Delivery Delivery { get; init; } = new();
}
