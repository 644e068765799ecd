using Auditor.Storage;

namespace Auditor.Notifier.Drafting;

/// <summary>A subscription that can be stored.</summary>
/// <param name="Subscription">With its secrets sealed.</param>
/// <param name="MadeSecret">The secret that was made for it, to be shown this once; null when none was.</param>
internal sealed record SubscriptionDraft(Subscription Subscription, string? MadeSecret);
