namespace Auditor.Notifier.Api;

/// <summary>Every change of a subscription, latest first.</summary>
internal sealed record SubscriptionHistoryList(Guid SubscriptionId, IReadOnlyList<SubscriptionChangeView> Changes);
