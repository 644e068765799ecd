namespace Auditor.Standalone.Simulation;

/// <summary>
/// The clock of a simulated workstation: it says the time of the scenario's step (or, in the demo, the real time). Timers run in real time,
/// except long ones, which nobody wants to wait for: they fire when the player says so.
/// </summary>
internal sealed class SiteClock : TimeProvider
{
    /// <summary>The patience of a question that nobody answers; the heartbeat and shorter ones are below.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _manual = [];
    private DateTimeOffset? _now;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now ?? System.GetUtcNow();
        }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>From now on it is this time, until it is set again.</summary>
    public void Set(DateTimeOffset now)
    {
        lock (_gate)
        {
            _now = now;
        }
    }

    /// <summary>A little later than it was. Real time passes by itself.</summary>
    public void Pass(TimeSpan span)
    {
        lock (_gate)
        {
            _now += span;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires what waits for minutes: questions that nobody has answered expire.</summary>
    public void RunOut() => Fire(timer => timer.DueTime >= Long && timer.DueTime != Timeout.InfiniteTimeSpan);

    /// <summary>Fires what comes round with this period, for instance a heartbeat.</summary>
    public void ComeRound(TimeSpan period) => Fire(timer => timer.Period == period || timer.DueTime == period);

    private void Fire(Func<ManualTimer, bool> which)
    {
        ManualTimer[] due;
        lock (_gate)
        {
            due = [.. _manual.Where(which)];
        }

        foreach (ManualTimer timer in due)
        {
            timer.Fire();
        }
    }

    private sealed class ManualTimer : ITimer
    {
        private readonly SiteClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _real;

        public ManualTimer(SiteClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _callback = callback;
            _state = state;
            _real = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            lock (clock._gate)
            {
                clock._manual.Add(this);
            }
        }

        public TimeSpan DueTime { get; private set; } = Timeout.InfiniteTimeSpan;

        public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            Period = period;
            return dueTime >= Long ? _real.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) : _real.Change(dueTime, period);
        }

        public void Fire() => _callback(_state);

        public void Dispose()
        {
            lock (_clock._gate)
            {
                _clock._manual.Remove(this);
            }

            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
