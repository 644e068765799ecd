using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>Whether Notifier disabled a subscription, or a person.</summary>
internal static class GivenUp
{
    /// <summary>True when Notifier did, whatever was changed about it since while it was disabled.</summary>
    public static async Task<bool> IsAsync(ISubscriptionStore store, Subscription subscription, CancellationToken cancellation)
    {
        if (subscription.Enabled)
        {
            return false;
        }

        IReadOnlyList<SubscriptionChange> history = await store.HistoryAsync(subscription.Id, cancellation);
        return history.FirstOrDefault(change => change.Previous is not { Enabled: false })?.Kind == SubscriptionChangeKind.Disabled;
    }
}
