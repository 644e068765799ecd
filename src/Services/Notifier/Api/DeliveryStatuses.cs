namespace Auditor.Notifier.Api;

/// <summary>How the deliveries of a subscription stand.</summary>
internal static class DeliveryStatuses
{
    public const string Working = "WORKING";

    /// <summary>The last attempt failed; the destination is tried again.</summary>
    public const string Waiting = "WAITING";

    /// <summary>A person disabled it.</summary>
    public const string Disabled = "DISABLED";

    /// <summary>Notifier disabled it, because the destination took nothing for too long or wants nothing any more.</summary>
    public const string GaveUp = "GAVE_UP";
}
