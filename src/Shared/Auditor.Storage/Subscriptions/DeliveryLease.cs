namespace Auditor.Storage;

/// <summary>The right to deliver for one subscription.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Holder">Name of the process that has it.</param>
/// <param name="Token">Higher each time it changes hands.</param>
public sealed record DeliveryLease(Guid SubscriptionId, string Holder, long Token);
