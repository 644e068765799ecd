namespace VideoOS.Platform.Client;

public class IndependentPlaybackModeEventArgs : EventArgs
{
    internal IndependentPlaybackModeEventArgs(bool enabled) => IndependentPlaybackEnabled = enabled;

    public bool IndependentPlaybackEnabled { get; }
}
