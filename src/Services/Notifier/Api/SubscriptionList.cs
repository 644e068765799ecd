namespace Auditor.Notifier.Api;

/// <summary>The subscriptions of one revision, by name.</summary>
internal sealed record SubscriptionList(long Revision, IReadOnlyList<SubscriptionView> Subscriptions);
