using Auditor.Notifier.Delivering;
using Auditor.Notifier.Following;
using Auditor.Storage;

namespace Auditor.Notifier.Api;

/// <summary>Joins subscriptions with how their deliveries stand.</summary>
internal sealed class DeliveryStates(ISubscriptionStore store, ILogReader log)
{
    /// <summary>Where the log ends is worth knowing, not worth waiting for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<SubscriptionView>> JoinAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken cancellation)
    {
        if (subscriptions.Count == 0)
        {
            return [];
        }

        Dictionary<Guid, DeliveryProgress> progress = (await store.ListProgressAsync(cancellation)).ToDictionary(one => one.SubscriptionId);
        long? end = await EndAsync(cancellation);
        var views = new List<SubscriptionView>(subscriptions.Count);
        foreach (Subscription subscription in subscriptions)
        {
            DeliveryProgress? own = progress.GetValueOrDefault(subscription.Id);
            string status = subscription.Enabled
                ? own?.Failures > 0 ? DeliveryStatuses.Waiting : DeliveryStatuses.Working
                : await GivenUp.IsAsync(store, subscription, cancellation) ? DeliveryStatuses.GaveUp : DeliveryStatuses.Disabled;
            views.Add(SubscriptionView.Of(subscription) with { Delivery = DeliveryState.Of(status, own, end) });
        }

        return views;
    }

    public async Task<DeliveryProgress?> FindAsync(Guid subscriptionId, CancellationToken cancellation) =>
        (await store.ListProgressAsync(cancellation)).FirstOrDefault(one => one.SubscriptionId == subscriptionId);

    private async Task<long?> EndAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return (await log.ReadAsync(null, patience.Token)).End;
        }
        catch (Exception problem) when (problem is LogUnavailableException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
