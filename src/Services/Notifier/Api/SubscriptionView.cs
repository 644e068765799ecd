using Auditor.Storage;

namespace Auditor.Notifier.Api;

/// <summary>A subscription as it is shown, kept in the log and in its history: everything but its secrets.</summary>
internal record SubscriptionView
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public bool Enabled { get; init; }

    public long Version { get; init; }

    public SubscriptionFilter Filter { get; init; } = new();

    public string StartAt { get; init; } = "";

    public Destination Destination { get; init; } = new();

    public IReadOnlyList<SecretView> Secrets { get; init; } = [];

    /// <summary>How its deliveries stand now; absent in the history and in the log.</summary>
    public DeliveryState? Delivery { get; init; }

    public static SubscriptionView Of(Subscription subscription) => new()
    {
        Id = subscription.Id,
        Name = subscription.Name,
        Enabled = subscription.Enabled,
        Version = subscription.Version,
        Filter = subscription.Filter,
        StartAt = subscription.StartAt,
        Destination = subscription.Destination,
        Secrets = [.. subscription.Secrets.Select(secret => new SecretView(secret.Name, secret.CreatedAt, secret.ExpiresAt))],
    };
}
