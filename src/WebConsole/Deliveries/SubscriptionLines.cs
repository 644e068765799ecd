namespace Auditor.WebConsole.Deliveries;

/// <summary>All subscriptions, by name. Named as the API names the list.</summary>
public sealed record SubscriptionLines(IReadOnlyList<Subscription> Subscriptions);
