namespace Auditor.Storage;

/// <summary>What the history of the subscriptions says.</summary>
internal static class SubscriptionHistory
{
    /// <summary>The subscriptions, from the latest change of each.</summary>
    public static SubscriptionSet ToSubscriptions(IReadOnlyCollection<SubscriptionChange> latest) =>
        new(
            latest.Select(change => change.Revision).DefaultIfEmpty(0).Max(),
            [
                .. latest
                    .Select(change => change.Current)
                    .OfType<Subscription>()
                    .OrderBy(subscription => subscription.Name, StringComparer.Ordinal)
                    .ThenBy(subscription => subscription.Id),
            ]);

    /// <summary>What no other subscription may have; null for a deleted one.</summary>
    public static string? NameKey(this SubscriptionChange change) => change.Current?.Name.ToUpperInvariant();
}
