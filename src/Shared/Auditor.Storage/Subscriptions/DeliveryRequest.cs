namespace Auditor.Storage;

/// <summary>What a person asked of a subscription's deliveries; done by whoever has its lease.</summary>
/// <param name="Number">Above 0 and rising for each subscription, not without holes; given by the store. No request gets a lower one than a request that was seen.</param>
/// <param name="SkipPosition">The waiting position to pass over; null to try again at once and nothing else.</param>
public sealed record DeliveryRequest(long Number, long? SkipPosition);
