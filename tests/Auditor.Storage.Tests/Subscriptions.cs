using Auditor.Contracts;

namespace Auditor.Storage.Tests;

/// <summary>Changes of subscriptions as Notifier makes them.</summary>
internal static class Subscriptions
{
    public static SubscriptionChange Created(string name)
    {
        Guid id = Guid.CreateVersion7();
        return new SubscriptionChange
        {
            ChangeId = Guid.CreateVersion7(),
            SubscriptionId = id,
            Version = 1,
            Kind = SubscriptionChangeKind.Created,
            Current = new Subscription
            {
                Id = id,
                Name = name,
                Version = 1,
                Destination = new Destination { Kind = DestinationKinds.Webhook, Webhook = new WebhookSettings { Url = "https://siem.example/audit" } },
            },
            Actor = new Actor { Name = "admin" },
            ChangedAt = Entries.Noon,
        };
    }

    public static SubscriptionChange Renamed(this SubscriptionChange previous, string name) =>
        previous.Next(SubscriptionChangeKind.Updated, previous.Current! with { Name = name });

    public static SubscriptionChange Deleted(this SubscriptionChange previous) => previous.Next(SubscriptionChangeKind.Deleted, current: null);

    public static SubscriptionChange Skipped(this SubscriptionChange previous, long position) =>
        previous.Next(SubscriptionChangeKind.Skipped, previous.Current) with { Position = position, Why = "the receiver chokes on it" };

    public static DeliveryProgress At(this DeliveryLease lease, long position) => new() { SubscriptionId = lease.SubscriptionId, Position = position };

    private static SubscriptionChange Next(this SubscriptionChange previous, SubscriptionChangeKind kind, Subscription? current) => previous with
    {
        ChangeId = Guid.CreateVersion7(),
        Version = previous.Version + 1,
        Kind = kind,
        Previous = previous.Current,
        Current = current is null ? null : current with { Version = previous.Version + 1 },
    };
}
