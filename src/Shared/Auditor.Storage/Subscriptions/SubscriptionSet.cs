namespace Auditor.Storage;

/// <summary>The subscriptions at one revision, without the deleted ones, by name and then id.</summary>
public sealed record SubscriptionSet(long Revision, IReadOnlyList<Subscription> Subscriptions);
