using Auditor.Contracts;
using Auditor.Plugin.Core.Tracking;

namespace Auditor.Plugin.SmartClient;

/// <summary>Keeps signals, in their order, until there is a session to take them: we listen before we know who has signed in.</summary>
internal sealed class DeferredSignals : IClientSignals
{
    /// <summary>Times come many a second; what is kept for a session that cannot start must not fill the client's memory.</summary>
    private const int Most = 20_000;

    private readonly object _gate = new();
    private readonly Queue<Action<IClientSignals>> _kept = new();
    private IClientSignals? _target;

    /// <summary>Hands over what was kept; one signal that fails does not keep back the others.</summary>
    public void Attach(IClientSignals target, Guarded guarded)
    {
        lock (_gate)
        {
            while (_kept.Count > 0)
            {
                Action<IClientSignals> signal = _kept.Dequeue();
                guarded.Run("Signals", () => signal(target));
            }

            _target = target;
        }
    }

    /// <summary>What comes from now on is nobody's.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _kept.Clear();
            _target = null;
            Closed = true;
        }
    }

    private bool Closed { get; set; }

    public void WindowShows(string window, WindowView view) => Pass(to => to.WindowShows(window, view));

    public void WindowCameras(string window, IReadOnlyList<CameraRef> cameras) => Pass(to => to.WindowCameras(window, cameras));

    public void WindowClosed(string window) => Pass(to => to.WindowClosed(window));

    public void ExportsShown(bool shown) => Pass(to => to.ExportsShown(shown));

    public void PlaybackCommand(string window, string verb, DateTimeOffset? target, double? speed) =>
        Pass(to => to.PlaybackCommand(window, verb, target, speed));

    public void PlaybackTime(string window, DateTimeOffset time) => Pass(to => to.PlaybackTime(window, time), dispensable: true);

    public void IndependentPlayback(string viewer, string window, CameraRef? camera, bool enabled, DateTimeOffset? time) =>
        Pass(to => to.IndependentPlayback(viewer, window, camera, enabled, time));

    public void ViewerCamera(string viewer, CameraRef? camera) => Pass(to => to.ViewerCamera(viewer, camera));

    public void ViewerMotion(string viewer, PlaybackMotion motion, DateTimeOffset? time) => Pass(to => to.ViewerMotion(viewer, motion, time));

    public void ViewerTime(string viewer, DateTimeOffset time) => Pass(to => to.ViewerTime(viewer, time), dispensable: true);

    public void ViewerClosed(string viewer) => Pass(to => to.ViewerClosed(viewer));

    public void ExportStarting(string export, ExportDetail detail) => Pass(to => to.ExportStarting(export, detail));

    public void ExportEnded(string export, ExportEnd end, string? error) => Pass(to => to.ExportEnded(export, end, error));

    private void Pass(Action<IClientSignals> signal, bool dispensable = false)
    {
        IClientSignals? target;
        lock (_gate)
        {
            target = _target;
            if (target is null)
            {
                if (!Closed && (!dispensable || _kept.Count < Most))
                {
                    _kept.Enqueue(signal);
                }

                return;
            }
        }

        signal(target);
    }
}
