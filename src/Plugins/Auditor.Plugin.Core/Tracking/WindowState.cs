using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>One window: whether it shows recordings, of which cameras, and how they are played. Called within the tracker's lock only.</summary>
internal sealed class WindowState : IDisposable
{
    private readonly string _window;
    private readonly ActivityRecorder _recorder;
    private readonly PlayerState _player;
    private Stay? _stay;

    public WindowState(string window, ActivityRecorder recorder, TimeProvider time)
    {
        _window = window;
        _recorder = recorder;
        _player = new PlayerState(Record, time, step => recorder.Guarded(step));
    }

    /// <summary>The cameras that it shows now, in whatever mode.</summary>
    public IReadOnlyList<CameraRef> InView { get; private set; } = [];

    public void Shows(WindowView view)
    {
        if (view == WindowView.Playback)
        {
            Enter();
        }
        else
        {
            EndPlaying();
            Leave();
        }
    }

    public void ShowsCameras(IReadOnlyList<CameraRef> cameras)
    {
        InView = CameraSet.Distinct(cameras);
        if (_stay?.Cameras.Add(InView) is { Count: > 0 } added)
        {
            EnterCameras(_stay, added);
        }

        _player.InView(InView);
    }

    public void Command(string verb, DateTimeOffset? target, double? speed) => _player.Command(verb, target, speed);

    public void Time(DateTimeOffset reached) => _player.Time(reached, _stay is not null);

    /// <summary>A policy is known now. What was entered without one is decided again, and asked for when the rules ask.</summary>
    public void PolicyIsKnown()
    {
        if (_stay is { AwaitsPolicy: true } stay)
        {
            stay.AwaitsPolicy = _recorder.PolicyMayBeOld;
            IReadOnlyList<CameraRef> cameras = stay.Cameras.InOrder;
            if (_recorder.WouldAsk(stay, Entry(cameras)))
            {
                EnterCameras(stay, cameras);
            }
        }
    }

    public void EndPlaying() => _player.End();

    public void Leave()
    {
        if (_stay is { } stay)
        {
            _stay = null;
            stay.End();
            _recorder.Record(_recorder.New(ActivityKinds.PlaybackLeft, _window) with
            {
                CorrelationId = stay.Correlation,
                Cameras = stay.Cameras.InOrder,
            });
        }
    }

    public void Dispose() => _player.Dispose();

    private void Enter()
    {
        if (_stay is not null)
        {
            return;
        }

        _player.Begin();
        _stay = new Stay(_window, commands => commands.ReturnToLive(_window));
        EnterCameras(_stay, _stay.Cameras.Add(InView));
    }

    private void EnterCameras(Stay stay, IReadOnlyList<CameraRef> cameras) => _recorder.Enter(stay, Entry(cameras));

    private ActivityObserved Entry(IReadOnlyList<CameraRef> cameras) =>
        _recorder.New(ActivityKinds.PlaybackEntered, _window) with { Cameras = cameras };

    private void Record(PlayerAction action) =>
        _recorder.Record(_recorder.New(ActivityKinds.PlaybackAction, _window, action.Moment) with
        {
            Cameras = action.Cameras,
            Recording = action.Recording,
            Playback = new PlaybackDetail { Verb = action.Verb, At = action.At, Speed = action.Speed },
        });
}
