using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>
/// One player, of a window or of an independently playing viewer: makes actions with both ends out of commands and recording times.
/// Called within the tracker's lock only.
/// </summary>
/// <param name="record">Takes each action.</param>
/// <param name="time">Clock and timers.</param>
/// <param name="guarded">Puts the tracker's lock around what a timer does.</param>
internal sealed class PlayerState(Action<PlayerAction> record, TimeProvider time, Action<Action> guarded) : IDisposable
{
    private static readonly TimeSpan LandsWithin = TimeSpan.FromSeconds(1);

    private readonly Scrubbing _scrubbing = new(record, time, guarded);
    private IReadOnlyList<CameraRef> _inView = [];
    private PlaybackMotion? _motion;
    private double? _speed;
    private DateTimeOffset? _position;
    private Stretch? _range;
    private Jump? _jump;
    private ITimer? _landing;
    private Settling? _settling;

    /// <summary>Recordings are entered. What was heard before belongs to an earlier stay, unless it plays.</summary>
    public void Begin()
    {
        if (_range is null && _jump is null)
        {
            _position = null;
            _settling = null;
        }
    }

    /// <summary>Recordings are left, or their camera is: what is under way ends, with a stop when it plays.</summary>
    public void End()
    {
        EndScrubAndJump();
        EndRange();
        _motion = PlaybackMotion.Stop;
    }

    public void Dispose()
    {
        _scrubbing.Dispose();
        _landing?.Dispose();
    }

    public void InView(IReadOnlyList<CameraRef> cameras)
    {
        _inView = cameras;
        _range?.InView(cameras);
        _jump?.Stretch.InView(cameras);
        _scrubbing.InView(cameras);
    }

    public void Command(string verb, DateTimeOffset? target, double? speed)
    {
        EndScrubAndJump();
        switch (verb)
        {
            case PlaybackVerbs.PlayForward:
                Play(PlaybackMotion.Forward, speed);
                break;
            case PlaybackVerbs.PlayReverse:
                Play(PlaybackMotion.Reverse, speed);
                break;
            case PlaybackVerbs.PlayStop:
                Stop();
                break;
            default:
                JumpTo(verb, target, speed);
                break;
        }
    }

    /// <summary>The same by a signal that says the motion and where it began.</summary>
    public void Moves(PlaybackMotion motion, DateTimeOffset? at)
    {
        EndScrubAndJump();
        _position = at?.ToUniversalTime() ?? _position;
        if (motion == PlaybackMotion.Stop)
        {
            Stop();
        }
        else
        {
            Play(motion, null);
        }
    }

    /// <param name="reached">The recording time reached.</param>
    /// <param name="counts">Whether recordings are shown: only then a change without a command is scrubbing.</param>
    public void Time(DateTimeOffset reached, bool counts)
    {
        reached = reached.ToUniversalTime();
        if (_jump is not null)
        {
            if (reached != _position)
            {
                Land(reached);
            }
        }
        else if (_range is not null)
        {
            _range.From ??= reached;
            _position = reached;
        }
        else if (_position is not { } before || !counts || Settles(reached))
        {
            _position = reached;
        }
        else if (reached != before)
        {
            _scrubbing.Moved(before, reached, _inView);
            _position = reached;
        }
    }

    private void Play(PlaybackMotion motion, double? speed)
    {
        double? signed = speed is { } size ? Math.Abs(size) * (motion == PlaybackMotion.Reverse ? -1 : 1) : null;
        if (_range is not null && _motion == motion && (signed is null || signed == _speed))
        {
            return;
        }

        if (_motion != motion)
        {
            EndRange();
        }

        _motion = motion;
        _speed = signed;
        _settling = null;
        _range ??= new Stretch(_position, _inView);
        Record(motion == PlaybackMotion.Reverse ? PlaybackVerbs.PlayReverse : PlaybackVerbs.PlayForward, _position, null, _inView);
    }

    private void Stop()
    {
        if (_range is not null)
        {
            EndRange();
        }
        else if (_motion is null)
        {
            // The first that is heard of this player: something played that nobody told of.
            Record(PlaybackVerbs.PlayStop, null, _position, _inView);
        }

        _motion = PlaybackMotion.Stop;
    }

    private void EndRange()
    {
        if (_range is { } range)
        {
            _range = null;
            Record(PlaybackVerbs.PlayStop, range.From, _position, range.Cameras);
            _settling = new Settling(time.GetUtcNow(), TimeSpan.FromSeconds(2 * Math.Max(1, Math.Abs(_speed ?? 1))));
        }

        _speed = null;
    }

    private void JumpTo(string verb, DateTimeOffset? target, double? speed)
    {
        bool plays = _range is not null;
        double? playing = _speed;
        EndRange();
        _speed = playing;
        var jump = new Jump(verb, new Stretch(_position, _inView), time.GetUtcNow(), speed, plays);
        _jump = jump;
        if (target is { } known)
        {
            Land(known.ToUniversalTime());
            // The client tells the nearest recording to the target as the next time.
            _settling = new Settling(jump.Moment, TimeSpan.MaxValue);
            return;
        }

        _landing?.Dispose();
        _landing = time.CreateTimer(_ => guarded(() => EndJump(jump)), null, LandsWithin, Timeout.InfiniteTimeSpan);
    }

    private void EndJump(Jump jump)
    {
        if (ReferenceEquals(_jump, jump))
        {
            Land(_position);
        }
    }

    private void Land(DateTimeOffset? where)
    {
        if (_jump is not { } jump)
        {
            return;
        }

        _jump = null;
        _position = where;
        record(new PlayerAction(jump.Verb, Interval(jump.Stretch.From, where), where, jump.Speed, jump.Stretch.Cameras, jump.Moment));
        if (jump.Plays)
        {
            _range = new Stretch(where, _inView);
        }
    }

    private void EndScrubAndJump()
    {
        _scrubbing.End();
        Land(_position);
    }

    /// <summary>A stop or a jump is followed by the frame it came to rest at: the first time after it, if it comes soon and fits.</summary>
    private bool Settles(DateTimeOffset reached)
    {
        Settling? settling = _settling;
        _settling = null;
        return settling is not null
            && time.GetUtcNow() - settling.Since < LandsWithin
            && _position is { } position
            && (reached - position).Duration() <= settling.Within;
    }

    private void Record(string verb, DateTimeOffset? from, DateTimeOffset? to, IReadOnlyList<CameraRef> cameras) =>
        record(new PlayerAction(verb, Interval(from, to), to ?? from, _speed, cameras, null));

    private static RecordingInterval? Interval(DateTimeOffset? from, DateTimeOffset? to) =>
        from is null && to is null ? null : new RecordingInterval { From = from, To = to };

    private sealed record Jump(string Verb, Stretch Stretch, DateTimeOffset Moment, double? Speed, bool Plays);

    private sealed record Settling(DateTimeOffset Since, TimeSpan Within);
}
