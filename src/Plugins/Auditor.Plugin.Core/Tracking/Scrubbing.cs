using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>
/// Recording times that change although nothing plays and nothing was commanded. One action for the stretch gone through, ended when
/// the times pause for a second; after a minute an action is made all the same, so that a client that dies owes a minute at most.
/// </summary>
internal sealed class Scrubbing(Action<PlayerAction> record, TimeProvider time, Action<Action> guarded) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private Stretch? _stretch;
    private DateTimeOffset _earliest;
    private DateTimeOffset _latest;
    private DateTimeOffset _last;
    private DateTimeOffset _began;
    private DateTimeOffset _moved;
    private ITimer? _timer;

    public void Moved(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<CameraRef> inView)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_stretch is not null && now - _began >= Longest)
        {
            End();
        }

        if (_stretch is null)
        {
            _stretch = new Stretch(from, inView);
            _earliest = _latest = from;
            _began = now;
        }

        _earliest = to < _earliest ? to : _earliest;
        _latest = to > _latest ? to : _latest;
        _last = to;
        _moved = now;
        Wait(Pause);
    }

    public void InView(IReadOnlyList<CameraRef> cameras) => _stretch?.InView(cameras);

    public void End()
    {
        if (_stretch is not { } stretch)
        {
            return;
        }

        _stretch = null;
        var recording = new RecordingInterval { From = _earliest, To = _latest };
        record(new PlayerAction(PlaybackVerbs.Scrub, recording, _last, null, stretch.Cameras, _moved));
    }

    public void Dispose() => _timer?.Dispose();

    private void Wait(TimeSpan duration)
    {
        _timer ??= time.CreateTimer(_ => guarded(Tick), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(duration, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        // A timer that fired while another time was on its way here.
        TimeSpan left = Pause - (time.GetUtcNow() - _moved);
        if (_stretch is not null && left > TimeSpan.Zero && left <= Pause)
        {
            Wait(left);
        }
        else
        {
            End();
        }
    }
}
