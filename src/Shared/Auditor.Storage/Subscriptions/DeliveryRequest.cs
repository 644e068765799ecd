namespace Auditor.Storage;

/// <summary>What a person asked of a subscription's deliveries; done by whoever has its lease.</summary>
/// <param name="Number">From 1 for each subscription; given by the store.</param>
/// <param name="SkipPosition">The waiting position to pass over; null to try again at once and nothing else.</param>
public sealed record DeliveryRequest(long Number, long? SkipPosition);
