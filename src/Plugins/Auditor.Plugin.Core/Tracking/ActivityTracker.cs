using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>
/// Makes activities out of a client's signals: one state machine for each window, for each viewer that plays independently and for
/// exports. No method waits, none throws.
/// </summary>
public sealed class ActivityTracker : IClientSignals, IDisposable
{
    private readonly IOperatorPolicies _policies;
    private readonly PromptDesk _desk;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly ActivityRecorder _recorder;
    private readonly ExportsState _exports;
    private readonly object _gate = new();
    private readonly Dictionary<string, WindowState> _windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ViewerState> _viewers = new(StringComparer.Ordinal);
    private bool _started;
    private bool _stopped;
    private long _faults;

    public ActivityTracker(
        ClientIdentity identity, IActivitySpool spool, IOperatorPolicies policies, PromptDesk desk, TimeProvider time, IPluginLog log)
    {
        _policies = policies;
        _desk = desk;
        _time = time;
        _log = log;
        _recorder = new ActivityRecorder(new ActivityOrigin(identity, time), spool, policies, desk, log)
        {
            Guarded = step => Do("A question or a timer", step),
        };
        _exports = new ExportsState(_recorder);
        policies.Changed += PoliciesChanged;
    }

    /// <summary>How many signals could not be dealt with. Each stands in the log.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Reports that the client has started, unless a signal has done so already.</summary>
    public void Start() => Do("Start", () => { });

    /// <summary>
    /// Ends everything in order: open questions expire, what plays is stopped, independent playback, exports and playback are left, the
    /// client is stopped. Signals that come later mean nothing. Dispose the desk afterwards.
    /// </summary>
    public void Stop()
    {
        _policies.Changed -= PoliciesChanged;
        Do("Stop", StopInOrder);
    }

    public void Dispose() => Stop();

    public void WindowShows(string window, WindowView view) => Do("WindowShows", () => Window(window).Shows(view));

    public void WindowCameras(string window, IReadOnlyList<CameraRef> cameras) =>
        Do("WindowCameras", () => Window(window).ShowsCameras(cameras));

    public void WindowClosed(string window) => Do("WindowClosed", () =>
    {
        foreach (ViewerState viewer in _viewers.Values.Where(viewer => viewer.Window == window))
        {
            viewer.Disable();
        }

        if (_windows.TryGetValue(window, out WindowState? state))
        {
            state.Shows(WindowView.Other);
            state.Dispose();
            _windows.Remove(window);
        }
    });

    public void ExportsShown(bool shown) => Do("ExportsShown", () => _exports.Shown(shown, Window(Windows.Main).InView));

    public void PlaybackCommand(string window, string verb, DateTimeOffset? target, double? speed) =>
        Do("PlaybackCommand", () => Window(window).Command(verb, target, speed));

    public void PlaybackTime(string window, DateTimeOffset time) => Do("PlaybackTime", () => Window(window).Time(time));

    public void IndependentPlayback(string viewer, string window, CameraRef? camera, bool enabled, DateTimeOffset? time) =>
        Do("IndependentPlayback", () =>
        {
            if (enabled)
            {
                Viewer(viewer).Enable(window, camera, time);
            }
            else
            {
                Viewer(viewer).Disable();
            }
        });

    public void ViewerCamera(string viewer, CameraRef? camera) => Do("ViewerCamera", () => Viewer(viewer).Shows(camera));

    public void ViewerMotion(string viewer, PlaybackMotion motion, DateTimeOffset? time) =>
        Do("ViewerMotion", () => Viewer(viewer).Moves(motion, time));

    public void ViewerTime(string viewer, DateTimeOffset time) => Do("ViewerTime", () => Viewer(viewer).Time(time));

    public void ViewerClosed(string viewer) => Do("ViewerClosed", () =>
    {
        if (_viewers.TryGetValue(viewer, out ViewerState? state))
        {
            state.Disable();
            state.Dispose();
            _viewers.Remove(viewer);
        }
    });

    public void ExportStarting(string export, ExportDetail detail) => Do("ExportStarting", () => _exports.Starts(export, detail ?? new ExportDetail()));

    public void ExportEnded(string export, ExportEnd end, string? error) =>
        Do("ExportEnded", () => _exports.Ended(export, end, error));

    private WindowState Window(string window)
    {
        if (!_windows.TryGetValue(window, out WindowState? state))
        {
            _windows.Add(window, state = new WindowState(window, _recorder, _time));
        }

        return state;
    }

    private ViewerState Viewer(string viewer)
    {
        if (!_viewers.TryGetValue(viewer, out ViewerState? state))
        {
            _viewers.Add(viewer, state = new ViewerState(viewer, _recorder, _time));
        }

        return state;
    }

    private void PoliciesChanged(object? sender, EventArgs e)
    {
        if (!_policies.Known)
        {
            return;
        }

        Do("Policies", () =>
        {
            foreach (WindowState window in _windows.Values)
            {
                window.PolicyIsKnown();
            }

            foreach (ViewerState viewer in _viewers.Values)
            {
                viewer.PolicyIsKnown();
            }

            _exports.PolicyIsKnown();
        });
    }

    /// <summary>Each step for itself: one that fails must not keep the others from ending.</summary>
    private void StopInOrder()
    {
        Step(_recorder.ExpireAll);
        WindowState[] windows = [.. _windows.Values];
        ViewerState[] viewers = [.. _viewers.Values];
        Array.ForEach(windows, window => Step(window.EndPlaying));
        Array.ForEach(viewers, viewer => Step(viewer.EndPlaying));
        Array.ForEach(viewers, viewer => Step(viewer.Leave));
        Step(_exports.LeaveAll);
        Array.ForEach(windows, window => Step(window.Leave));
        Step(() => _recorder.Record(_recorder.New(ActivityKinds.ClientStopped, null)));
        _stopped = true;
        Array.ForEach(windows, window => Step(window.Dispose));
        Array.ForEach(viewers, viewer => Step(viewer.Dispose));
    }

    /// <summary>Runs a step within the lock; what it asks is handed to the desk outside.</summary>
    private void Do(string what, Action step)
    {
        try
        {
            IReadOnlyList<PromptDue> toAsk;
            lock (_gate)
            {
                if (_stopped)
                {
                    return;
                }

                if (!_started)
                {
                    _started = true;
                    Step(() => _recorder.Record(_recorder.New(ActivityKinds.ClientStarted, null)));
                }

                Step(step, what);
                toAsk = _recorder.TakeToAsk();
            }

            foreach (PromptDue due in toAsk)
            {
                _desk.Ask(due);
            }
        }
        catch (Exception problem)
        {
            Faulted(what, problem);
        }
    }

    private void Step(Action step, string what = "Stop")
    {
        try
        {
            step();
        }
        catch (Exception problem)
        {
            Faulted(what, problem);
        }
    }

    private void Faulted(string what, Exception problem)
    {
        Interlocked.Increment(ref _faults);
        _log.Error("Tracking", $"{what} could not be dealt with.", problem);
    }
}
