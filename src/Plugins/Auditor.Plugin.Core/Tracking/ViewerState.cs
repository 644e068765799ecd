using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>One viewer that can play independently of its window. Called within the tracker's lock only.</summary>
internal sealed class ViewerState : IDisposable
{
    private readonly string _viewer;
    private readonly ActivityRecorder _recorder;
    private readonly PlayerState _player;
    private CameraRef? _camera;
    private PlaybackMotion _motion;
    private DateTimeOffset? _time;
    private Stay? _stay;

    public ViewerState(string viewer, ActivityRecorder recorder, TimeProvider time)
    {
        _viewer = viewer;
        _recorder = recorder;
        _player = new PlayerState(Record, time, step => recorder.Guarded(step));
    }

    /// <summary>The window that it was last said to be in.</summary>
    public string Window { get; private set; } = Windows.Main;

    public void Enable(string window, CameraRef? camera, DateTimeOffset? time)
    {
        Window = window;
        _time = time ?? _time;
        if (_stay is not null)
        {
            Shows(camera ?? _camera);
            return;
        }

        _camera = camera ?? _camera;
        _player.Begin();
        _stay = new Stay(window, commands => commands.StopIndependentPlayback(_viewer));
        IReadOnlyList<CameraRef> cameras = InView();
        _stay.Cameras.Add(cameras);
        EnterCameras(_stay, cameras);
        _player.InView(cameras);
        if (_time is { } known)
        {
            _player.Time(known, counts: true);
        }

        // The client may tell that it plays before it tells that it plays independently.
        if (_motion != PlaybackMotion.Stop)
        {
            _player.Moves(_motion, _time);
        }
    }

    public void Disable()
    {
        EndPlaying();
        Leave();
    }

    /// <summary>Another camera, or none: what was played of the one before ends, and its recordings are entered when they are new in this stay.</summary>
    public void Shows(CameraRef? camera)
    {
        if (CameraSet.AreSame(_camera, camera))
        {
            _camera = camera;
            return;
        }

        PlaybackMotion motion = _motion;
        if (_stay is not null)
        {
            _player.End();
        }

        _camera = camera;
        IReadOnlyList<CameraRef> cameras = InView();
        _player.InView(cameras);
        if (_stay is not { } stay)
        {
            return;
        }

        if (stay.Cameras.Add(cameras) is { Count: > 0 } added)
        {
            EnterCameras(stay, added);
        }

        if (camera is not null && motion != PlaybackMotion.Stop)
        {
            _player.Moves(motion, _time);
        }
    }

    public void Moves(PlaybackMotion motion, DateTimeOffset? time)
    {
        _motion = motion;
        _time = time ?? _time;
        if (_stay is not null)
        {
            _player.Moves(motion, time);
        }
    }

    public void Time(DateTimeOffset reached)
    {
        _time = reached;
        _player.Time(reached, _stay is not null);
    }

    /// <inheritdoc cref="WindowState.PolicyIsKnown"/>
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

    public void EndPlaying()
    {
        if (_stay is not null)
        {
            _player.End();
        }
    }

    public void Leave()
    {
        // What it did in this stay says nothing about the next one.
        _motion = PlaybackMotion.Stop;
        _time = null;
        if (_stay is { } stay)
        {
            _stay = null;
            stay.End();
            _recorder.Record(_recorder.New(ActivityKinds.IndependentPlaybackDisabled, Window) with
            {
                CorrelationId = stay.Correlation,
                Cameras = stay.Cameras.InOrder,
            });
        }
    }

    public void Dispose() => _player.Dispose();

    private IReadOnlyList<CameraRef> InView() => _camera is null ? [] : CameraSet.Distinct([_camera]);

    private void EnterCameras(Stay stay, IReadOnlyList<CameraRef> cameras) => _recorder.Enter(stay, Entry(cameras));

    private ActivityObserved Entry(IReadOnlyList<CameraRef> cameras) =>
        _recorder.New(ActivityKinds.IndependentPlaybackEnabled, Window) with
        {
            Cameras = cameras,
            Recording = _time is { } known ? new RecordingInterval { From = known.ToUniversalTime() } : null,
        };

    private void Record(PlayerAction action) =>
        _recorder.Record(_recorder.New(ActivityKinds.IndependentPlaybackAction, Window, action.Moment) with
        {
            Cameras = action.Cameras,
            Recording = action.Recording,
            Playback = new PlaybackDetail { Verb = action.Verb, At = action.At, Speed = action.Speed },
        });
}
