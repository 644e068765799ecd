namespace Auditor.Storage;

/// <summary>The right to deliver for one subscription.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Holder">Name of the process that has it.</param>
/// <param name="Token">Higher each time it changes hands.</param>
public sealed record DeliveryLease(Guid SubscriptionId, string Holder, long Token)
{
    /// <summary>
    /// One that would last longer than this from now on was taken by a clock that was wrong, and has run out: else a process that ended by
    /// force while its machine's clock was a day ahead would keep everybody out for a day.
    /// </summary>
    public static readonly TimeSpan LongestCredible = TimeSpan.FromHours(1);
}
