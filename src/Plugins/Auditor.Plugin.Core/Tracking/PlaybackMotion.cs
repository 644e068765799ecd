namespace Auditor.Plugin.Core.Tracking;

/// <summary>How a player moves through recordings.</summary>
public enum PlaybackMotion
{
    Stop,
    Forward,
    Reverse,
}
