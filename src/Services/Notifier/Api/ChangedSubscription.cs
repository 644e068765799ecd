using Auditor.Storage;

namespace Auditor.Notifier.Api;

/// <summary>A subscription that was just made or changed, with the secret that was made for it: the one time that it is shown.</summary>
internal sealed record ChangedSubscription : SubscriptionView
{
    public ChangedSubscription(Subscription subscription, string? secret)
        : base(Of(subscription)) => Secret = secret;

    /// <summary>Absent unless Notifier made it.</summary>
    public string? Secret { get; }
}
