using VideoOS.Platform;
using VideoOS.Platform.Background;
using VideoOS.Platform.Messaging;

namespace Auditor.XProtectSimulator;

/// <summary>
/// One Smart Client with its operator. What an operator does is a method; it ends when every callback that it causes has been made, so that what
/// follows finds things settled. Commands that a plugin sends are carried out before the next act.
/// </summary>
public sealed class SimulatedSmartClient : IAsyncDisposable
{
    private readonly SmartClientOptions _options;
    private readonly SmartClientPlugins _plugins;
    private readonly SmartClientHost _host;
    private readonly List<SimulatedWindow> _windows = [];
    private readonly List<BackgroundPlugin> _running = [];
    private UiThread? _ui;
    private bool _dead;

    public SimulatedSmartClient(SimulatedSite site, SimulatedUser user, SmartClientPlugins plugins, SmartClientOptions? options = null)
    {
        Site = site;
        User = user;
        _plugins = plugins;
        _options = options ?? new SmartClientOptions();
        Hostility = _options.Hostility ?? site.Hostility;
        MainWindow = new SimulatedWindow(this, "Main Window", isMain: true);
        _windows.Add(MainWindow);
        _host = new SmartClientHost(site, user, _options, this);
    }

    public SimulatedSite Site { get; }

    public SimulatedUser User { get; }

    public Hostility Hostility { get; }

    public SimulatedWindow MainWindow { get; }

    public bool IsLoggedIn { get; private set; }

    /// <summary>Whether the Exports workspace is shown.</summary>
    public bool ShowsExports => _host.Shown == _host.Workspaces.Exports;

    /// <summary>The main window first.</summary>
    public IReadOnlyList<SimulatedWindow> Windows
    {
        get
        {
            lock (_windows)
            {
                return [.. _windows];
            }
        }
    }

    /// <summary>What a plugin should not have done; empty when it behaves.</summary>
    public IReadOnlyCollection<ReportedProblem> Problems => _host.Problems;

    public IReadOnlyCollection<MipLogLine> MipLog => _host.MipLog;

    /// <summary>What stands in the message area.</summary>
    public IReadOnlyCollection<ShownNotice> Notices => _host.Notices;

    /// <summary>How many receivers plugins have registered and not given back.</summary>
    public int Receivers => _host.Bus.Receivers;

    internal SmartClientHost Host => _host;

    public async Task LogInAsync()
    {
        _dead = false;
        _host.Register();
        _ui = new UiThread($"Smart Client of {User.Name}", _host.Enter, problem => _host.Escaped("user interface", problem));
        Site.Store.Join(_host);
        IsLoggedIn = true;
        await ActAsync(() =>
        {
            bool early = Hostility.Happens(Hostility.ReordersWorkspaces);
            MainWindow.StartIn(_options.StartsInPlayback ? Mode.ClientPlayback : Mode.ClientLive);
            _host.Shown = _options.StartsInPlayback ? _host.Workspaces.Playback : _host.Workspaces.Live;
            if (early)
            {
                AnnounceWorkspace();
            }

            foreach (BackgroundPlugin plugin in _plugins.Background.Where(plugin => plugin.TargetEnvironments.Contains(EnvironmentType.SmartClient)))
            {
                Guard(plugin.Name + ".Init", plugin.Init);
                _running.Add(plugin);
            }

            if (!early)
            {
                AnnounceWorkspace();
            }

            MainWindow.Show(_options.StartsWithCameras);
        });
    }

    /// <summary>Signs out: plugins are closed, as at the end of the client.</summary>
    public async Task LogOutAsync()
    {
        if (!IsLoggedIn)
        {
            return;
        }

        await ActAsync(() =>
        {
            foreach (BackgroundPlugin plugin in _running)
            {
                Guard(plugin.Name + ".Close", plugin.Close);
            }

            _running.Clear();
            foreach (SimulatedWindow window in Windows)
            {
                window.CloseViewers();
            }
        });
        Leave();
    }

    /// <summary>The process is gone: nobody is told anything.</summary>
    public void Kill()
    {
        _dead = true;
        _running.Clear();
        Leave();
    }

    public Task ShowCamerasAsync(params IReadOnlyList<string> cameras) => MainWindow.ShowCamerasAsync(cameras);

    public Task EnterPlaybackAsync() => MainWindow.EnterPlaybackAsync();

    public Task LeavePlaybackAsync() => MainWindow.LeavePlaybackAsync();

    public Task PlayAsync(DateTimeOffset? from = null, double speed = 1) => MainWindow.PlayAsync(from, speed);

    public Task PlayReverseAsync(DateTimeOffset? from = null, double speed = 1) => MainWindow.PlayReverseAsync(from, speed);

    public Task StopAsync(DateTimeOffset? at = null) => MainWindow.StopAsync(at);

    /// <summary>The viewer in the main window that shows this camera.</summary>
    /// <exception cref="KeyNotFoundException">None does.</exception>
    public SimulatedViewer Viewer(string camera) =>
        FindViewer(camera) ?? throw new KeyNotFoundException($"No viewer shows '{camera}'.");

    /// <summary>The viewer that shows this camera, in whichever window; null when none does.</summary>
    public SimulatedViewer? FindViewer(string camera) =>
        Windows.SelectMany(window => window.Viewers).FirstOrDefault(viewer => string.Equals(viewer.Camera?.Name, camera, StringComparison.OrdinalIgnoreCase));

    /// <summary>Waits until what plugins have asked of the user interface is done.</summary>
    public Task RestAsync() => _ui is null ? Task.CompletedTask : ActAsync(() => { });

    public Task EnableIndependentPlaybackAsync(string camera, DateTimeOffset? at = null) => Viewer(camera).EnableIndependentPlaybackAsync(at);

    public Task DisableIndependentPlaybackAsync(string camera) => Viewer(camera).DisableIndependentPlaybackAsync();

    public Task OpenExportsAsync() => ActAsync(() => ShowWorkspace(_host.Workspaces.Exports));

    /// <summary>Back to where the client was before: playback or live.</summary>
    public Task CloseExportsAsync() =>
        ActAsync(() => ShowWorkspace(MainWindow.Mode == Mode.ClientPlayback ? _host.Workspaces.Playback : _host.Workspaces.Live));

    public Task OpenSearchAsync() => ActAsync(() => ShowWorkspace(_host.Workspaces.Search));

    /// <summary>A third party's workspace, which has the word "Export" in its name.</summary>
    public Task OpenForeignWorkspaceAsync() => ActAsync(() => ShowWorkspace(_host.Workspaces.Foreign));

    /// <summary>Starts an export, from wherever the client is.</summary>
    public async Task<SimulatedExport> StartExportAsync(ExportOrder order)
    {
        var export = new SimulatedExport(this, order);
        await ActAsync(() => export.Start(_plugins.Exports));
        return export;
    }

    public async Task<SimulatedWindow> OpenFloatingWindowAsync(params IReadOnlyList<string> cameras)
    {
        var window = new SimulatedWindow(this, $"Window {Windows.Count + 1}", isMain: false);
        await ActAsync(() =>
        {
            lock (_windows)
            {
                _windows.Add(window);
            }

            window.Show(cameras);
        });
        return window;
    }

    public async ValueTask DisposeAsync() => await LogOutAsync();

    internal async Task ActAsync(Action act)
    {
        if (_ui is not { } ui)
        {
            throw new InvalidOperationException("Nobody is signed in.");
        }

        await ui.RunAsync(act);
        // What plugins posted meanwhile is carried out too.
        await ui.RunAsync(() => { });
    }

    internal void OnUiThread(Action action)
    {
        if (_ui is { } ui && !_dead)
        {
            ui.Post(() => Guard("user interface", action));
        }
    }

    internal void Forget(SimulatedWindow window)
    {
        lock (_windows)
        {
            _windows.Remove(window);
        }
    }

    internal SimulatedWindow WindowOf(FQID? fqid) => Windows.FirstOrDefault(window => fqid is not null && window.Id == fqid.ObjectId) ?? MainWindow;

    /// <summary>Calls plugins as the host does: on the thread of the user interface or on another one, but in order.</summary>
    internal void Deliver(string what, Action callback)
    {
        if (_dead)
        {
            return;
        }

        if (Hostility.Happens(Hostility.UsesOtherThreads, 3))
        {
            _host.InOtherThread(callback);
        }
        else
        {
            Guard(what, callback);
        }
    }

    internal void Announce(Message message, SimulatedWindow? window)
    {
        if (!Hostility.Happens(Hostility.LosesIdentities))
        {
            message.RelatedFQID ??= window?.Item.FQID;
        }

        Deliver(message.MessageId, () => _host.Bus.Send(message, window?.Id.ToString(), null, null));
    }

    internal void ShowWorkspace(Item workspace)
    {
        _host.Shown = workspace;
        if (workspace == _host.Workspaces.Live)
        {
            MainWindow.Switch(Mode.ClientLive);
        }
        else if (workspace == _host.Workspaces.Playback)
        {
            MainWindow.Switch(Mode.ClientPlayback);
        }
        else
        {
            AnnounceWorkspace();
        }
    }

    internal void AnnounceWorkspace() =>
        Announce(new Message(MessageId.SmartClient.ShownWorkSpaceChangedIndication) { Data = _host.Shown }, MainWindow);

    private void Guard(string what, Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception problem)
        {
            _host.Escaped(what, problem);
        }
    }

    private void Leave()
    {
        IsLoggedIn = false;
        Site.Store.Leave(_host);
        _host.Unregister();
        _ui?.Dispose();
        _ui = null;
    }
}
