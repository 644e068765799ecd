using VideoOS.Platform;
using VideoOS.Platform.Client;

namespace Auditor.XProtectSimulator;

/// <summary>A position of a view that shows a camera.</summary>
public sealed class SimulatedViewer
{
    private readonly SimulatedSmartClient _client;
    private readonly AddOn _addOn;
    private bool _blank;

    internal SimulatedViewer(SimulatedSmartClient client, SimulatedWindow window)
    {
        _client = client;
        Window = window;
        _addOn = new AddOn(this);
    }

    public SimulatedWindow Window { get; }

    public SimulatedCamera? Camera { get; private set; }

    public bool PlaysIndependently { get; private set; }

    internal Player? Independent { get; private set; }

    /// <summary>The position shows another camera: a carousel turns, a hotspot follows, somebody drags one in.</summary>
    public Task ChangeCameraAsync(string camera) => _client.ActAsync(() => Change(_client.Site.Camera(camera)));

    public Task EnableIndependentPlaybackAsync(DateTimeOffset? at = null) => _client.ActAsync(() =>
    {
        Independent ??= new Player();
        if (at is { } time)
        {
            Independent.MoveTo(time.UtcDateTime);
        }

        Turn(true);
    });

    public Task DisableIndependentPlaybackAsync() => _client.ActAsync(() => Turn(false));

    public Task PlayAsync(DateTimeOffset? from = null) => MoveAsync(PlaybackController.PlaybackModeType.Forward, from);

    public Task PlayReverseAsync(DateTimeOffset? from = null) => MoveAsync(PlaybackController.PlaybackModeType.Reverse, from);

    /// <param name="at">The recording time that playing had reached.</param>
    public Task StopAsync(DateTimeOffset? at = null) => _client.ActAsync(() =>
    {
        Player player = Playing();
        if (at is { } end)
        {
            DateTime from = player.PlaybackTime;
            Time(player, from + ((end.UtcDateTime - from) / 2));
            Time(player, end.UtcDateTime);
        }

        player.Turn(PlaybackController.PlaybackModeType.Stop);
        _client.Deliver("PlaybackModeChanged", () => player.RaiseMode(PlaybackController.PlaybackModeType.Stop));
    });

    /// <summary>Drags this viewer's timeline.</summary>
    public Task ScrubAsync(DateTimeOffset from, DateTimeOffset to) => _client.ActAsync(() =>
    {
        Player player = Playing();
        Time(player, from.UtcDateTime);
        Time(player, to.UtcDateTime);
    });

    internal void Open(SimulatedCamera camera)
    {
        // Often a viewer is announced before it knows what it shows.
        _blank = _client.Hostility.Happens(_client.Hostility.LosesIdentities);
        Camera = camera;
        _client.Deliver("NewImageViewerControl", () => _client.Host.ClientControl.Raise(_addOn));
        if (_blank)
        {
            _blank = false;
            _client.Deliver("PropertyChanged", _addOn.RaisePropertyChanged);
        }
    }

    internal void Change(SimulatedCamera camera)
    {
        if (Camera == camera)
        {
            return;
        }

        if (_client.Hostility.Happens(_client.Hostility.LosesIdentities))
        {
            _blank = true;
            _client.Deliver("PropertyChanged", _addOn.RaisePropertyChanged);
            _blank = false;
        }

        Camera = camera;
        _client.Deliver("PropertyChanged", _addOn.RaisePropertyChanged);
    }

    internal void Close()
    {
        // A viewer that goes away takes its independent playback along, and does not always say so.
        if (PlaysIndependently && !_client.Hostility.Happens(_client.Hostility.LosesIdentities))
        {
            Turn(false);
        }

        PlaysIndependently = false;
        _client.Deliver("Close", _addOn.RaiseClose);
    }

    private Task MoveAsync(PlaybackController.PlaybackModeType mode, DateTimeOffset? from) => _client.ActAsync(() =>
    {
        Player player = Playing();
        if (from is { } start)
        {
            player.MoveTo(start.UtcDateTime);
        }

        player.Turn(mode);
        _client.Deliver("PlaybackModeChanged", () => player.RaiseMode(mode));
        Time(player, player.PlaybackTime);
    });

    private void Time(Player player, DateTime time)
    {
        player.MoveTo(time);
        _client.Deliver("PlaybackTimeChanged", () => player.RaiseTime(time));
    }

    private Player Playing() => PlaysIndependently && Independent is { } player
        ? player
        : throw new InvalidOperationException($"'{Camera?.Name}' does not play independently.");

    private void Turn(bool on)
    {
        if (PlaysIndependently == on)
        {
            return;
        }

        PlaysIndependently = on;
        int times = _client.Hostility.RepeatsModes ? 1 + _client.Hostility.Next(2) : 1;
        for (int time = 0; time < times; time++)
        {
            _client.Deliver("IndependentPlaybackModeChanged", () => _addOn.RaiseIndependentPlayback(on));
        }
    }

    private sealed class AddOn(SimulatedViewer viewer) : ImageViewerAddOn
    {
        public override FQID? CameraFQID => viewer._blank || viewer.Camera is null ? null : viewer._client.Site.CameraItem(viewer.Camera).FQID;

        public override bool InLiveMode => viewer.Window.Mode == Mode.ClientLive && !viewer.PlaysIndependently;

        public override bool IndependentPlaybackEnabled
        {
            get => viewer.PlaysIndependently;
            set => viewer._client.OnUiThread(() => viewer.Turn(value));
        }

        public override PlaybackController? IndependentPlaybackController => viewer.Independent;

        public override WindowInformation WindowInformation => viewer.Window.Information;

        public override ImageViewerType ImageViewerType => ImageViewerType.CameraViewItem;
    }
}
