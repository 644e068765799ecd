namespace Auditor.Plugin.Core.Tests.Delivering;

/// <summary>Nobody waits: a timer fires at once.</summary>
internal sealed class HastyTime : TimeProvider
{
    private DateTimeOffset _now = Start;

    public static DateTimeOffset Start { get; } = new(2026, 3, 20, 22, 0, 0, TimeSpan.Zero);

    public void Advance(TimeSpan span) => _now += span;

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
}
