using VideoOS.Platform.Client;

namespace Auditor.XProtectSimulator;

/// <summary>The playback controller of one viewer.</summary>
internal sealed class Player : PlaybackController
{
    private DateTime _time = DateTime.UtcNow;
    private PlaybackModeType _mode;

    public override DateTime PlaybackTime
    {
        get => _time;
        set => _time = value;
    }

    public override PlaybackModeType PlaybackMode => _mode;

    public void MoveTo(DateTime time) => _time = time;

    public void Turn(PlaybackModeType mode) => _mode = mode;
}
