using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Policies;

/// <summary>Runs something now and then: one at a time, on the thread pool, and once more when it was asked for while it ran.</summary>
internal sealed class FetchSchedule : IDisposable
{
    private readonly Func<Task<TimeSpan>> _fetch;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly object _gate = new();
    private readonly ITimer _timer;
    private DateTimeOffset? _dueAt;
    private bool _running;
    private bool _ended;

    /// <param name="time">Clock and timers.</param>
    /// <param name="fetch">Does it, and says after which time to do it again at the latest. Does not throw.</param>
    /// <param name="log">Where it is said that it threw.</param>
    public FetchSchedule(TimeProvider time, Func<Task<TimeSpan>> fetch, IPluginLog log)
    {
        _fetch = fetch;
        _time = time;
        _log = log;
        _timer = time.CreateTimer(_ => Due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>At the latest after that time; what is due earlier stays due.</summary>
    public void In(TimeSpan delay)
    {
        lock (_gate)
        {
            DateTimeOffset at = _time.GetUtcNow() + delay;
            if (_ended || (_dueAt is { } due && due <= at && due >= _time.GetUtcNow()))
            {
                return;
            }

            _dueAt = at;
            if (!_running)
            {
                _timer.Change(delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
        }

        _timer.Dispose();
    }

    private void Due()
    {
        lock (_gate)
        {
            if (_running || _ended)
            {
                return;
            }

            _running = true;
            _dueAt = null;
        }

        _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        TimeSpan next = PolicyKeeper.Interval;
        try
        {
            next = await _fetch().ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            _log.Error("Policy", "Fetching the policy failed.", problem);
        }

        lock (_gate)
        {
            _running = false;
            if (_ended)
            {
                return;
            }

            // What was asked for meanwhile may have been asked for because of a change that the answer does not know.
            DateTimeOffset now = _time.GetUtcNow();
            DateTimeOffset at = now + next;
            _dueAt = _dueAt is { } asked && asked < at ? asked : at;
            TimeSpan delay = _dueAt.Value - now;
            _timer.Change(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
