namespace Auditor.Plugin.Core.Tracking;

/// <summary>What a window shows.</summary>
public enum WindowView
{
    Live,

    /// <summary>Recordings.</summary>
    Playback,

    /// <summary>Anything else: setup, a workspace that shows neither.</summary>
    Other,
}
