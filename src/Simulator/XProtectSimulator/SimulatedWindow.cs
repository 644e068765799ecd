using VideoOS.Platform;
using VideoOS.Platform.Client;
using VideoOS.Platform.Messaging;

namespace Auditor.XProtectSimulator;

/// <summary>A window of a Smart Client: the main one or a floating one.</summary>
public sealed class SimulatedWindow
{
    private readonly SimulatedSmartClient _client;
    private readonly List<SimulatedViewer> _viewers = [];
    private bool _hasTold;

    internal SimulatedWindow(SimulatedSmartClient client, string name, bool isMain)
    {
        _client = client;
        IsMain = isMain;
        Item = new Item(new FQID(client.Site.ServerId, Guid.Empty, Id, FolderType.No, Kind.Window), name);
        Information = new WindowFacts(this);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public bool IsMain { get; }

    /// <summary>Of this window; windows have modes of their own.</summary>
    public Mode Mode { get; private set; }

    public bool IsInPlayback => Mode == Mode.ClientPlayback;

    /// <summary>The recording time that it shows in playback (UTC).</summary>
    public DateTimeOffset PlaybackTime { get; private set; }

    public IReadOnlyList<SimulatedViewer> Viewers
    {
        get
        {
            lock (_viewers)
            {
                return [.. _viewers];
            }
        }
    }

    internal Item Item { get; }

    internal WindowInformation Information { get; }

    /// <summary>Another view: these cameras and no others. Positions that stay keep their viewer.</summary>
    public Task ShowCamerasAsync(params IReadOnlyList<string> cameras) => _client.ActAsync(() => Show(cameras));

    /// <summary>Where playback will be when it is entered; null leaves it where it was.</summary>
    public void Seek(DateTimeOffset? time) => PlaybackTime = time ?? PlaybackTime;

    public Task EnterPlaybackAsync() => _client.ActAsync(() => Switch(Mode.ClientPlayback));

    public Task LeavePlaybackAsync() => _client.ActAsync(() => Switch(Mode.ClientLive));

    public Task EnterSetupAsync() => _client.ActAsync(() => Switch(Mode.ClientSetup));

    public Task PlayAsync(DateTimeOffset? from = null, double speed = 1) => StartAsync(PlaybackData.PlayForward, from, speed);

    public Task PlayReverseAsync(DateTimeOffset? from = null, double speed = 1) => StartAsync(PlaybackData.PlayReverse, from, speed);

    /// <param name="at">The recording time that playing had reached.</param>
    public Task StopAsync(DateTimeOffset? at = null) => _client.ActAsync(() =>
    {
        Run(PlaybackTime, at ?? PlaybackTime);
        Command(PlaybackData.PlayStop, null, 0);
    });

    public Task GoToAsync(DateTimeOffset to) => JumpAsync(PlaybackData.Goto, to);

    public Task NextSequenceAsync(DateTimeOffset to) => JumpAsync(PlaybackData.NextSequence, to);

    public Task PreviousSequenceAsync(DateTimeOffset to) => JumpAsync(PlaybackData.PreviousSequence, to);

    /// <summary>Drags the timeline: times change, and no command says so.</summary>
    public Task ScrubAsync(DateTimeOffset from, DateTimeOffset to) => _client.ActAsync(() =>
    {
        PlaybackTime = from;
        AnnounceTime();
        Run(from, to);
    });

    /// <summary>Closes a floating window.</summary>
    public Task CloseAsync() => _client.ActAsync(() =>
    {
        if (IsMain)
        {
            throw new InvalidOperationException("The main window closes with the client.");
        }

        CloseViewers();
        _client.Forget(this);
    });

    internal void StartIn(Mode mode) => Mode = mode;

    internal void Show(IReadOnlyList<string> cameras)
    {
        for (int position = 0; position < cameras.Count; position++)
        {
            SimulatedCamera camera = _client.Site.Camera(cameras[position]);
            if (position < Viewers.Count)
            {
                Viewers[position].Change(camera);
                continue;
            }

            var viewer = new SimulatedViewer(_client, this);
            lock (_viewers)
            {
                _viewers.Add(viewer);
            }

            viewer.Open(camera);
        }

        foreach (SimulatedViewer viewer in Viewers.Skip(cameras.Count))
        {
            viewer.Close();
            lock (_viewers)
            {
                _viewers.Remove(viewer);
            }
        }

        _client.Announce(new Message(MessageId.SmartClient.SelectedViewChangedIndication), this);
    }

    internal void CloseViewers()
    {
        foreach (SimulatedViewer viewer in Viewers)
        {
            viewer.Close();
        }

        lock (_viewers)
        {
            _viewers.Clear();
        }
    }

    /// <summary>Another mode, and what XProtect says about it: often, in this order or that, and sometimes what was true before.</summary>
    internal void Switch(Mode mode)
    {
        Mode before = Mode;
        Hostility hostility = _client.Hostility;
        Mode = mode;
        if (IsMain)
        {
            _client.Host.Shown = mode == Mode.ClientPlayback ? _client.Host.Workspaces.Playback : _client.Host.Workspaces.Live;
        }

        bool workspaceFirst = hostility.Happens(hostility.ReordersWorkspaces);
        if (IsMain && workspaceFirst)
        {
            _client.AnnounceWorkspace();
        }

        if (before != mode || hostility.RepeatsModes)
        {
            int times = hostility.RepeatsModes ? 1 + hostility.Next(3) : 1;
            for (int time = 0; time < times; time++)
            {
                AnnounceMode(mode);
            }
        }

        if (IsMain && !workspaceFirst)
        {
            _client.AnnounceWorkspace();
        }

        if (mode == Mode.ClientPlayback && hostility.Happens(hostility.SendsStaleModes))
        {
            AnnounceMode(before);
            AnnounceMode(mode);
        }

        if (mode == Mode.ClientPlayback)
        {
            PlaybackTime = PlaybackTime == default ? _client.Site.Time.GetUtcNow() : PlaybackTime;
        }
    }

    private Task StartAsync(string command, DateTimeOffset? from, double speed) => _client.ActAsync(() =>
    {
        if (from is { } start)
        {
            PlaybackTime = start;
        }

        if (!_hasTold)
        {
            // Where playback opened is told before anybody can play from there.
            AnnounceTime();
        }

        Command(command, from, speed);
        AnnounceTime();
    });

    private Task JumpAsync(string command, DateTimeOffset to) => _client.ActAsync(() =>
    {
        Command(command, command == PlaybackData.Goto ? to : null, 0);
        PlaybackTime = to;
        AnnounceTime();
    });

    private void Run(DateTimeOffset from, DateTimeOffset to)
    {
        const int Steps = 4;
        for (int step = 1; step <= Steps; step++)
        {
            PlaybackTime = from + ((to - from) * step / Steps);
            AnnounceTime();
        }
    }

    private void AnnounceMode(Mode mode)
    {
        _client.Announce(new Message(MessageId.System.ModeChangedIndication) { Data = mode }, this);
        if (IsMain)
        {
            _client.Deliver("ModeChanged", () => _client.Host.ModeChanged?.Invoke(_client.Host.EnvironmentManager, EventArgs.Empty));
        }
    }

    private void Command(string command, DateTimeOffset? time, double speed) => _client.Announce(
        new Message(MessageId.SmartClient.PlaybackIndication)
        {
            Data = new PlaybackCommandData { Command = command, DateTime = time?.UtcDateTime ?? DateTime.MinValue, Speed = speed },
        },
        this);

    private void AnnounceTime()
    {
        _hasTold = true;
        _client.Announce(new Message(MessageId.SmartClient.PlaybackCurrentTimeIndication) { Data = PlaybackTime.UtcDateTime }, this);
    }

    private sealed class WindowFacts(SimulatedWindow window) : WindowInformation
    {
        public override string WindowId => window.Id.ToString();

        public override Mode Mode => window.Mode;
    }
}
