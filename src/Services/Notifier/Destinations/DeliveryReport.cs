namespace Auditor.Notifier.Destinations;

/// <summary>What became of a delivery.</summary>
/// <param name="Acknowledged">How many of the notifications the receiver has acknowledged, from the first on.</param>
/// <param name="Failure">Why not all; null when all were.</param>
internal sealed record DeliveryReport(int Acknowledged, DeliveryFailure? Failure = null)
{
    public static DeliveryReport All(IReadOnlyList<Notification> notifications) => new(notifications.Count);

    public static DeliveryReport Failed(int acknowledged, string reason, TimeSpan? retryAfter = null) => new(acknowledged, new DeliveryFailure(reason, retryAfter));
}
