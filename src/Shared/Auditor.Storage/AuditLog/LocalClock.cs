namespace Auditor.Storage;

/// <summary>The clocks of a time zone, so that a store can count by local hours without knowing zones.</summary>
/// <param name="Periods">How far the clocks are from UTC, from when on; the earliest first, and the first holds for everything before it too. At least one.</param>
public sealed record LocalClock(IReadOnlyList<LocalClock.Period> Periods)
{
    public static LocalClock Utc { get; } = new([new Period(DateTimeOffset.MinValue, TimeSpan.Zero)]);

    /// <summary>The instant as these clocks show it.</summary>
    public DateTimeOffset At(DateTimeOffset time)
    {
        Period now = Periods.LastOrDefault(period => period.From <= time) ?? Periods[0];
        return time.ToOffset(now.Offset);
    }

    /// <summary>An offset from UTC, whole minutes, and the instant from which it holds.</summary>
    public sealed record Period(DateTimeOffset From, TimeSpan Offset);
}
