using Auditor.Contracts;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Clients;

/// <summary>Reports every minute that the client is there, how much waits in its spool and how far its clock is off.</summary>
public sealed class ClientHeartbeat : IDisposable
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ActivityOrigin _origin;
    private readonly IActivitySpool _spool;
    private readonly Func<TimeSpan?> _clockOffset;
    private readonly IPluginLog _log;
    private readonly object _gate = new();
    private readonly ITimer _timer;
    private bool _ended;

    /// <summary>Beats a minute from now for the first time: make it when the client has started.</summary>
    /// <param name="identity">Whose client.</param>
    /// <param name="spool">Takes the heartbeat and says how much waits.</param>
    /// <param name="clockOffset">This clock minus that of the services; null while it is not known.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="log">Where it is said that a beat failed.</param>
    public ClientHeartbeat(ClientIdentity identity, IActivitySpool spool, Func<TimeSpan?> clockOffset, TimeProvider time, IPluginLog log)
    {
        _origin = new ActivityOrigin(identity, time);
        _spool = spool;
        _clockOffset = clockOffset;
        _log = log;
        _timer = time.CreateTimer(_ => Beat(), null, Interval, Interval);
    }

    /// <summary>When this returns no further heartbeat comes: dispose before the client is reported as stopped.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
        }

        _timer.Dispose();
    }

    private void Beat()
    {
        try
        {
            lock (_gate)
            {
                if (!_ended)
                {
                    _spool.Append(_origin.New(ActivityKinds.ClientHeartbeat) with
                    {
                        Client = new ClientHealth
                        {
                            SpoolDepth = _spool.Status.Waiting,
                            ClockOffsetMilliseconds = _clockOffset() is { } offset ? (long)Math.Round(offset.TotalMilliseconds) : null,
                        },
                    });
                }
            }
        }
        catch (Exception problem)
        {
            _log.Error("Heartbeat", "A heartbeat could not be recorded.", problem);
        }
    }
}
