using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>
/// What happens in a client, as the shell sees it: raw, repeated, out of order, from any thread. Every method returns at once: it waits
/// neither for the disk nor for the network, and never throws. Windows and viewers are named by ids that the shell makes and keeps;
/// the main window is <see cref="Windows.Main"/>. Recording times are UTC.
/// </summary>
public interface IClientSignals
{
    /// <summary>A window shows live, recordings or something else. Repeats mean nothing; a window seen for the first time counts as having been live.</summary>
    void WindowShows(string window, WindowView view);

    /// <summary>The cameras that a window shows now, all of them: after a change of view, of a carousel, of a camera in a position.</summary>
    void WindowCameras(string window, IReadOnlyList<CameraRef> cameras);

    void WindowClosed(string window);

    /// <summary>The main window shows the Exports workspace, or does not any more.</summary>
    void ExportsShown(bool shown);

    /// <summary>A playback control of a window was used.</summary>
    /// <param name="window">The window.</param>
    /// <param name="verb">One of <see cref="PlaybackVerbs"/>, or the client's own word.</param>
    /// <param name="target">Where to, of a jump; null when the client does not say.</param>
    /// <param name="speed">1 is normal; null when the client does not say.</param>
    void PlaybackCommand(string window, string verb, DateTimeOffset? target, double? speed);

    /// <summary>The recording time that a window has reached; many a second while it plays or is scrubbed.</summary>
    void PlaybackTime(string window, DateTimeOffset time);

    /// <summary>A viewer's independent playback went on or off.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="window">The window that it is in.</param>
    /// <param name="camera">Its camera; null when the position is empty or the client does not say.</param>
    /// <param name="enabled">On or off.</param>
    /// <param name="time">The recording time that it shows; null when it is not known.</param>
    void IndependentPlayback(string viewer, string window, CameraRef? camera, bool enabled, DateTimeOffset? time);

    /// <summary>A viewer shows another camera (carousel, hotspot, drag), or none.</summary>
    void ViewerCamera(string viewer, CameraRef? camera);

    /// <summary>An independently playing viewer starts, stops or turns round: the client's own signal, not a guess from the times.</summary>
    void ViewerMotion(string viewer, PlaybackMotion motion, DateTimeOffset? time);

    /// <summary>The recording time that an independently playing viewer has reached.</summary>
    void ViewerTime(string viewer, DateTimeOffset time);

    /// <summary>The viewer is gone.</summary>
    void ViewerClosed(string viewer);

    /// <summary>An export starts, from wherever in the client.</summary>
    /// <param name="export">Names it until its end.</param>
    /// <param name="detail">Cameras with their periods, destination, formats; as much as the client says.</param>
    void ExportStarting(string export, ExportDetail detail);

    /// <param name="export">As at its start.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="error">Why it failed, in the words of XProtect.</param>
    void ExportEnded(string export, ExportEnd end, string? error);
}
