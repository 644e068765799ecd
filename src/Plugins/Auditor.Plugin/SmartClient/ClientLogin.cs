using System.Xml;
using Auditor.Contracts;
using Auditor.Plugin.Core;
using Auditor.Plugin.Core.Clients;
using VideoOS.Platform;
using VideoOS.Platform.Client;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.SmartClient;

/// <summary>Everything of one login: made at <c>Init</c>, gone after <c>Close</c>.</summary>
internal sealed class ClientLogin : IDisposable
{
    /// <summary>How long the end of a login waits for its own beginning.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(30);

    private readonly SmartClientParts _parts;
    private readonly DeferredSignals _signals = new();
    private readonly ClientContext _context;
    private readonly WindowWatch _windows;
    private readonly ViewerWatch _viewers;
    private readonly ExportWatch _exports;
    private readonly Receivers _configuration;
    private readonly MessageAreaNotices _notices;
    private readonly object _gate = new();
    private RunningClient? _running;
    private ITimer? _retry;
    private Task _starting = Task.CompletedTask;
    private bool _closed;

    public ClientLogin(SmartClientParts parts)
    {
        _parts = parts;
        EnvironmentManager environment = EnvironmentManager.Instance;
        ClientControl client = ClientControl.Instance;
        var log = new MipLog(environment);
        _context = new ClientContext(environment, Configuration.Instance, client, _signals, log, parts.Time);
        _windows = new WindowWatch(_context, new PlaybackWatch(_context));
        _viewers = new ViewerWatch(_context, _windows);
        _exports = new ExportWatch(_context);
        _configuration = new Receivers(_context);
        _notices = new MessageAreaNotices(environment, client, log);
    }

    /// <summary>The session, or null while it has not started.</summary>
    public IDisposable? Session => Volatile.Read(ref _running)?.Session;

    public IOperatorNotices Notices => _notices;

    public void Start()
    {
        _context.Guarded.Run("Viewers", _viewers.Start);
        _context.Guarded.Run("Windows", _windows.Start);
        _context.Guarded.Run("Exports", _exports.Start);
        _configuration.Add(
            new MessageIdAndRelatedKindFilter(MessageId.Server.ConfigurationChangedIndication, Kind.Camera), _ => _context.Cameras.Refresh(_viewers.TellAll));
        _context.Cameras.Refresh(_viewers.TellAll);
        // Options and identity may come from the network, the session from the disk: not on the thread that draws.
        _starting = Task.Run(TryStart);
    }

    public ExportManager NewExport(ExportParameters? parameters) => _exports.NewExport(parameters);

    public void Dispose()
    {
        // What was seen in a short login is recorded too.
        _starting.Wait(StartPatience);
        RunningClient? running;
        lock (_gate)
        {
            _closed = true;
            running = _running;
            _running = null;
            _retry?.Dispose();
        }

        _configuration.Dispose();
        _exports.Dispose();
        _viewers.Dispose();
        _windows.Dispose();
        if (running is not null)
        {
            _context.Guarded.Run("Session", running.Session.Dispose);
        }

        _signals.Close();
        _notices.Clear();
    }

    private void TryStart()
    {
        try
        {
            (bool known, XmlNode? options) = _context.Guarded.Read<(bool, XmlNode?)>(
                "Options", () => (true, _context.Configuration.GetOptionsConfiguration(PluginIds.ConnectionOptions, false)), otherwise: (false, null));
            ClientIdentity identity = IdentityReading.Read(_context.Environment, _parts.Tenant, _parts.Workstation, _context.Guarded);
            lock (_gate)
            {
                if (_closed || _running is not null)
                {
                    return;
                }

                ClientConnection connection = _parts.Connect(options);
                RunningClient running = _parts.Start(new ClientSetup
                {
                    Identity = identity,
                    Folder = _parts.Folder,
                    Link = connection.Link,
                    Protection = _parts.Protection,
                    Prompt = _parts.Prompt,
                    Commands = new SmartClientCommands(_context, _viewers),
                    Notices = _notices,
                    Log = _context.Log,
                    Time = _parts.Time,
                    // Options that are not there say nothing; those that cannot be read may say the strictest.
                    WhenPolicyUnknown = known ? connection.WhenPolicyUnknown : PolicyUnknown.FailClosed,
                });
                _signals.Attach(running.Signals, _context.Guarded);
                _running = running;
            }
        }
        catch (Exception problem)
        {
            _context.Log.Error("Session", "Auditing could not start; it is tried again in half a minute.", problem);
            _notices.Show("Auditing could not start on this computer. Tell your administrator.", urgent: true);
            Again();
        }
    }

    private void Again()
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _retry?.Dispose();
                _retry = _parts.Time.CreateTimer(_ => TryAgain(), state: null, RetryPause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void TryAgain()
    {
        TryStart();
        if (Session is not null)
        {
            _notices.Clear();
        }
    }
}
