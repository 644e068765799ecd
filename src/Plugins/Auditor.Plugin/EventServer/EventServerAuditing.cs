using System.Xml;
using Auditor.Contracts;
using Auditor.Plugin.Core.Delivering;
using Auditor.Plugin.SmartClient;
using VideoOS.Platform;
using VideoOS.Platform.Background;
using VideoOS.Platform.Log;

namespace Auditor.Plugin.EventServer;

/// <summary>Event Server's part: takes appended entries to XProtect. Nothing is missed while it is down: the queue waits.</summary>
public sealed class EventServerAuditing : BackgroundPlugin
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(10);

    private readonly Func<EventServerParts> _makeParts;
    private readonly object _gate = new();
    private Run? _run;

    /// <summary>As XProtect makes it.</summary>
    public EventServerAuditing()
        : this(WindowsParts.OfEventServer)
    {
    }

    /// <param name="parts">Asked at each start.</param>
    internal EventServerAuditing(Func<EventServerParts> parts) => _makeParts = parts;

    public override Guid Id => PluginIds.EventServerBackground;

    public override string Name => "Auditor (Event Server)";

    public override List<EnvironmentType> TargetEnvironments => [EnvironmentType.Service];

    public override void Init()
    {
        try
        {
            Close();
            EnvironmentManager environment = EnvironmentManager.Instance;
            // Event Server hears of saved rules only then.
            environment.EnableConfigurationChangedService = true;
            var run = new Run(_makeParts(), environment, Configuration.Instance, LogClient.Instance);
            lock (_gate)
            {
                _run = run;
            }

            run.Start();
        }
        catch (Exception problem)
        {
            new MipLog(EnvironmentManager.Instance).Error("Init", "Nothing is taken to XProtect's log.", problem);
        }
    }

    public override void Close()
    {
        Run? run;
        lock (_gate)
        {
            run = _run;
            _run = null;
        }

        run?.Dispose();
    }

    /// <summary>One run, from start to stop.</summary>
    private sealed class Run(EventServerParts parts, EnvironmentManager environment, Configuration configuration, LogClient logClient) : IDisposable
    {
        private readonly MipLog _log = new(environment);
        private readonly XProtectOutlet _outlet = new(environment, configuration, logClient);
        private readonly object _runGate = new();
        private IDisposable? _session;
        private ITimer? _timer;
        private bool _registered;
        private bool _closed;

        /// <summary>Event Server starts plugins while it is not complete itself, so everything is tried until it succeeds.</summary>
        public void Start()
        {
            lock (_runGate)
            {
                _timer = parts.Time.CreateTimer(_ => Try(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            IDisposable? session;
            lock (_runGate)
            {
                _closed = true;
                _timer?.Dispose();
                session = _session;
                _session = null;
            }

            try
            {
                session?.Dispose();
            }
            catch (Exception problem)
            {
                _log.Error("Close", "The session ended with an error.", problem);
            }
        }

        private void Try()
        {
            // Each in its own right: entries are taken even while the log is away, and reported as undelivered when it stays away.
            bool done = Succeeds("Log", "The log's messages could not be registered; it is tried again.", RegisterLog);
            done &= Succeeds("Session", "Taking entries could not start; it is tried again.", StartSession);
            lock (_runGate)
            {
                if (!done && !_closed)
                {
                    _timer?.Change(RetryPause, Timeout.InfiniteTimeSpan);
                }
            }
        }

        private void RegisterLog()
        {
            if (!_registered)
            {
                _outlet.Register();
                _registered = true;
            }
        }

        private void StartSession()
        {
            XmlNode? options = configuration.GetOptionsConfiguration(PluginIds.ConnectionOptions, false);
            lock (_runGate)
            {
                if (_closed || _session is not null)
                {
                    return;
                }

                _session = parts.Start(new EventServerSetup
                {
                    Link = parts.Connect(options),
                    Outlet = _outlet,
                    Folder = parts.Folder,
                    Site = SiteOf(environment),
                    Host = Environment.MachineName,
                    Log = _log,
                    Time = parts.Time,
                });
            }
        }

        private static SiteRef? SiteOf(EnvironmentManager environment) =>
            environment.MasterSite is { } site ? new SiteRef { Id = site.ObjectId.ToString(), Name = environment.GetSiteItem(site)?.Name ?? "" } : null;

        private bool Succeeds(string where, string failure, Action work)
        {
            try
            {
                work();
                return true;
            }
            catch (Exception problem)
            {
                _log.Error(where, failure, problem);
                return false;
            }
        }
    }
}
