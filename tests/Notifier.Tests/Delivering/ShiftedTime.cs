namespace Auditor.Notifier.Tests.Delivering;

/// <summary>The system's time, as far ahead as a test says.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _later;

    /// <summary>How far the time of day has stepped.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>How much time has passed beside that which did.</summary>
    public TimeSpan Later
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _later));
        set => Interlocked.Exchange(ref _later, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead + Later;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Later.TotalSeconds * TimestampFrequency);
}
