using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>A lease that this process has, as long as it has it.</summary>
internal sealed class HeldLease(DeliveryLease lease, TimeProvider time, TimeSpan duration)
{
    // Whoever was asleep, or could not renew, must not go on as if nothing had happened; a monotonic clock tells.
    private long _takenAt = time.GetTimestamp();

    public DeliveryLease Lease => lease;

    /// <summary>False once the time that it was taken for is over: another may deliver now.</summary>
    public bool IsHeld => time.GetElapsedTime(Volatile.Read(ref _takenAt)) < duration;

    /// <param name="asOf">Timestamp from before the store was asked.</param>
    public void Renew(long asOf) => Volatile.Write(ref _takenAt, asOf);
}
