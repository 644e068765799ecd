namespace VideoOS.Platform.Client;

public abstract class PlaybackController
{
    internal PlaybackController()
    {
    }

    public delegate void PlaybackTimeChangedHandler(object sender, TimeEventArgs e);

    public delegate void PlaybackModeChangedHandler(object sender, PlaybackModeEventArgs e);

    public event PlaybackTimeChangedHandler PlaybackTimeChangedEvent;

    public event PlaybackModeChangedHandler PlaybackModeChangedEvent;

    public enum PlaybackModeType
    {
        Stop,
        Forward,
        Reverse,
    }

    public abstract DateTime PlaybackTime { get; set; }

    public abstract PlaybackModeType PlaybackMode { get; }

    internal void RaiseTime(DateTime time) => PlaybackTimeChangedEvent?.Invoke(this, new TimeEventArgs(time));

    internal void RaiseMode(PlaybackModeType mode) => PlaybackModeChangedEvent?.Invoke(this, new PlaybackModeEventArgs(mode));

    public class TimeEventArgs : EventArgs
    {
        internal TimeEventArgs(DateTime time) => Time = time;

        public DateTime Time { get; }
    }

    public class PlaybackModeEventArgs : EventArgs
    {
        internal PlaybackModeEventArgs(PlaybackModeType mode) => PlaybackMode = mode;

        public PlaybackModeType PlaybackMode { get; }
    }
}
