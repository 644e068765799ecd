using Auditor.Contracts;
using Auditor.Plugin.Core.Tracking;

namespace Auditor.Plugin.Tests;

/// <summary>Keeps what the adapters tell, in its order. Repeats of a state are left out, as the tracker leaves them out.</summary>
internal sealed class RecordedSignals : IClientSignals
{
    private readonly Lock _gate = new();
    private readonly List<string> _all = [];
    private readonly Dictionary<string, string> _states = [];
    private readonly List<(string Export, ExportDetail Detail)> _exports = [];
    private readonly Dictionary<string, IReadOnlyList<CameraRef>> _cameras = [];

    /// <summary>Whether every signal is refused with an exception, which is against its promise.</summary>
    public bool Throws { get; set; }

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public IReadOnlyList<(string Export, ExportDetail Detail)> Exports
    {
        get
        {
            lock (_gate)
            {
                return [.. _exports];
            }
        }
    }

    public IReadOnlyList<string> Starting(string prefix) => [.. All.Where(told => told.StartsWith(prefix, StringComparison.Ordinal))];

    public IReadOnlyList<CameraRef> CamerasIn(string window)
    {
        lock (_gate)
        {
            return _cameras.GetValueOrDefault(window, []);
        }
    }

    public void WindowShows(string window, WindowView view) => State("shows " + window, $"{view}");

    public void WindowCameras(string window, IReadOnlyList<CameraRef> cameras)
    {
        lock (_gate)
        {
            _cameras[window] = cameras;
        }

        State("cameras " + window, string.Join(", ", cameras.Select(camera => camera.Name)));
    }

    public void WindowClosed(string window) => Tell($"closed {window}");

    public void ExportsShown(bool shown) => State("exports", shown ? "shown" : "gone");

    public void PlaybackCommand(string window, string verb, DateTimeOffset? target, double? speed) => Tell($"command {window} {verb} {Clock(target)}".TrimEnd());

    public void PlaybackTime(string window, DateTimeOffset time) => Tell($"time {window} {Clock(time)}");

    public void IndependentPlayback(string viewer, string window, CameraRef? camera, bool enabled, DateTimeOffset? time) =>
        Tell($"independent {window} {camera?.Name} {(enabled ? "on" : "off")}");

    public void ViewerCamera(string viewer, CameraRef? camera) => Tell($"viewer camera {camera?.Name}");

    public void ViewerMotion(string viewer, PlaybackMotion motion, DateTimeOffset? time) => Tell($"motion {motion} {Clock(time)}");

    public void ViewerTime(string viewer, DateTimeOffset time) => Tell($"viewer time {Clock(time)}");

    public void ViewerClosed(string viewer) => Tell("viewer closed");

    public void ExportStarting(string export, ExportDetail detail)
    {
        lock (_gate)
        {
            _exports.Add((export, detail));
        }

        Tell("export started");
    }

    public void ExportEnded(string export, ExportEnd end, string? error) => Tell($"export {end}");

    private static string Clock(DateTimeOffset? time) => time?.UtcDateTime.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private void State(string what, string value)
    {
        Check();
        lock (_gate)
        {
            if (_states.GetValueOrDefault(what, "") != value)
            {
                _states[what] = value;
                _all.Add(what + ": " + value);
            }
        }
    }

    private void Tell(string what)
    {
        Check();
        lock (_gate)
        {
            _all.Add(what);
        }
    }

    private void Check()
    {
        if (Throws)
        {
            throw new InvalidOperationException("A signal that throws, against its promise.");
        }
    }
}
