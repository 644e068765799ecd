namespace VideoOS.Platform.Client;

public abstract class ImageViewerAddOn
{
    internal ImageViewerAddOn()
    {
    }

    public event EventHandler CloseEvent;

    public event EventHandler PropertyChangedEvent;

    public event EventHandler<IndependentPlaybackModeEventArgs> IndependentPlaybackModeChangedEvent;

    public abstract FQID CameraFQID { get; }

    public abstract bool InLiveMode { get; }

    public abstract bool IndependentPlaybackEnabled { get; set; }

    public abstract PlaybackController IndependentPlaybackController { get; }

    public abstract WindowInformation WindowInformation { get; }

    public abstract ImageViewerType ImageViewerType { get; }

    public virtual bool IsGlobalSelected => false;

    internal void RaiseClose() => CloseEvent?.Invoke(this, EventArgs.Empty);

    internal void RaisePropertyChanged() => PropertyChangedEvent?.Invoke(this, EventArgs.Empty);

    internal void RaiseIndependentPlayback(bool enabled) =>
        IndependentPlaybackModeChangedEvent?.Invoke(this, new IndependentPlaybackModeEventArgs(enabled));
}
