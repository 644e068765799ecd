using Auditor.Plugin.Core.Tracking;
using VideoOS.Platform;
using VideoOS.Platform.Client;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.SmartClient;

/// <summary>
/// The modes of all windows, and which windows there are. XProtect announces modes several times, in any order and sometimes late, so a window
/// counts as in playback when either the latest message or the window itself says so, and as out of it only when both do. The host is never
/// asked while our lock is held: it may itself wait for the thread that waits for us.
/// </summary>
internal sealed class WindowWatch : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly ClientContext _context;
    private readonly PlaybackWatch _playback;
    private readonly object _gate = new();
    private readonly Dictionary<string, WindowState> _windows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Receivers _anywhere;
    private ITimer? _pace;
    private long _round;
    private volatile bool _closed;

    public WindowWatch(ClientContext context, PlaybackWatch playback)
    {
        _context = context;
        _playback = playback;
        _anywhere = new Receivers(context);
        _windows[Windows.Main] = new WindowState(Windows.Main);
    }

    public void Start()
    {
        _anywhere.Add(new MessageIdFilter(MessageId.System.ModeChangedIndication), FromAnywhere);
        _anywhere.Add(new MessageIdFilter(MessageId.SmartClient.ShownWorkSpaceChangedIndication), _ => LookAtAll());
        _anywhere.Add(new MessageIdFilter(MessageId.SmartClient.PlaybackIndication), message => PlaybackFromAnywhere(message, _playback.Command));
        _anywhere.Add(new MessageIdFilter(MessageId.SmartClient.PlaybackCurrentTimeIndication), message => PlaybackFromAnywhere(message, _playback.Time));
        _context.Environment.ModeChanged += OnModeChanged;
        // The client may have come up in playback, and have said so before we listened.
        LookAtAll();
        // A message may be lost; the state is not.
        _pace = _context.Time.CreateTimer(_ => _context.Guarded.Run("Windows", LookAtAll), state: null, Pace, Pace);
    }

    /// <summary>A viewer is in this window: from now on we hear the window by itself. Returns our name of it.</summary>
    public string Enter(WindowInformation? information)
    {
        string name = _context.Windows.Of(information);
        bool isNew = false;
        WindowState window;
        lock (_gate)
        {
            if (!_windows.TryGetValue(name, out window!))
            {
                _windows[name] = window = new WindowState(name);
            }

            window.Viewers++;
            if (window.Information is null && information is not null && !_closed)
            {
                window.Information = information;
                window.Receivers = new Receivers(_context);
                isNew = true;
            }
        }

        if (isNew)
        {
            Hear(window, information!);
        }

        LookAt(window);
        return name;
    }

    /// <summary>A viewer has left this window.</summary>
    public void Leave(string name)
    {
        lock (_gate)
        {
            if (_windows.TryGetValue(name, out WindowState? window))
            {
                window.Viewers--;
            }
        }

        Sweep();
    }

    public void Dispose()
    {
        _closed = true;
        _pace?.Dispose();
        _context.Guarded.Run("Windows", () => _context.Environment.ModeChanged -= OnModeChanged);
        _anywhere.Dispose();
        WindowState[] windows;
        lock (_gate)
        {
            windows = [.. _windows.Values];
            _windows.Clear();
        }

        foreach (WindowState window in windows)
        {
            window.Receivers?.Dispose();
        }
    }

    private void Hear(WindowState window, WindowInformation information)
    {
        window.Receivers!.Add(new WindowFilter(MessageId.System.ModeChangedIndication, information), message => Said(window, message));
        window.Receivers.Add(
            new PlaybackControllerFilter(MessageId.SmartClient.PlaybackIndication, information), message => _playback.Command(window.Name, message));
        window.Receivers.Add(
            new PlaybackControllerFilter(MessageId.SmartClient.PlaybackCurrentTimeIndication, information), message => _playback.Time(window.Name, message));
    }

    private void Said(WindowState window, Message message)
    {
        if (message.Data is Mode mode)
        {
            lock (_gate)
            {
                window.Said = mode;
            }
        }

        LookAt(window);
    }

    /// <summary>Whose message this is it does not say; it is the main window's as long as that one is the only one, and cannot be heard by itself.</summary>
    private void FromAnywhere(Message message)
    {
        if (OnlyUnheardMain() is { } main)
        {
            Said(main, message);
        }
        else
        {
            LookAtAll();
        }
    }

    private void PlaybackFromAnywhere(Message message, Action<string, Message> tell)
    {
        if (OnlyUnheardMain() is { } main)
        {
            tell(main.Name, message);
        }
    }

    /// <summary>The main window while no viewer has told of it, and while messages can hardly be another window's.</summary>
    private WindowState? OnlyUnheardMain()
    {
        lock (_gate)
        {
            return !_closed && _windows.Count == 1 && _windows.TryGetValue(Windows.Main, out WindowState? main) && main.Information is null ? main : null;
        }
    }

    private void OnModeChanged(object? sender, EventArgs e) => _context.Guarded.Run("Windows", LookAtAll);

    private void LookAtAll()
    {
        WindowState[] windows;
        lock (_gate)
        {
            windows = [.. _windows.Values];
        }

        foreach (WindowState window in windows)
        {
            LookAt(window);
        }

        Sweep();
    }

    private void LookAt(WindowState window)
    {
        if (_closed)
        {
            return;
        }

        long round = Interlocked.Increment(ref _round);
        Mode own = _context.Guarded.Read("Windows", () => OwnMode(window), otherwise: Mode.ClientLive);
        lock (_gate)
        {
            if (_closed || round < window.Told || !_windows.ContainsKey(window.Name))
            {
                return;
            }

            window.Told = round;
            _context.Signals.WindowShows(window.Name, ViewOf(own, window.Said));
        }
    }

    private Mode OwnMode(WindowState window) =>
        window.Name != Windows.Main && window.Information is { } information ? information.Mode : _context.Environment.Mode;

    private static WindowView ViewOf(Mode own, Mode? said)
    {
        if (own == Mode.ClientPlayback || said == Mode.ClientPlayback)
        {
            return WindowView.Playback;
        }

        return own == Mode.ClientLive ? WindowView.Live : WindowView.Other;
    }

    /// <summary>A floating window without viewers that the client does not list any more is closed.</summary>
    private void Sweep()
    {
        bool candidates;
        lock (_gate)
        {
            candidates = _windows.Values.Any(IsEmptyFloating);
        }

        if (!candidates || _closed)
        {
            return;
        }

        HashSet<string> listed = new(_context.Windows.Listed(), StringComparer.OrdinalIgnoreCase);
        List<WindowState> gone;
        lock (_gate)
        {
            gone = [.. _windows.Values.Where(window => IsEmptyFloating(window) && !listed.Contains(window.Name))];
            foreach (WindowState window in gone)
            {
                _windows.Remove(window.Name);
                _context.Signals.WindowClosed(window.Name);
            }
        }

        foreach (WindowState window in gone)
        {
            window.Receivers?.Dispose();
        }
    }

    private static bool IsEmptyFloating(WindowState window) => window.Viewers <= 0 && window.Name != Windows.Main;
}
