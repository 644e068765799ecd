using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>
/// The spool of one client session: numbers activities, and has a thread of its own write them to the disk. Beside it stand the
/// sessions that earlier runs of the client left in the same folder; <see cref="Sending.SpoolSender"/> sends those first.
/// </summary>
public sealed partial class ActivitySpool : IActivitySpool, IDisposable
{
    private const string Where = "Spool";
    private const int LargestBatch = 512;
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly object _storeGate = new();
    private readonly object _countGate = new();
    private readonly string _folder;
    private readonly ISecretProtection _protection;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly SpoolOptions _options;
    private readonly Action<Stream> _flush;
    private readonly DateTimeOffset _startedAt;
    private readonly long _started;
    private readonly Thread _writer;
    private readonly List<PendingActivity> _pending = [];
    private readonly HashSet<Guid> _asking = [];
    private readonly Live _live;
    private SessionLog? _store;
    private long _sequence;
    private long _givenUp;
    private int _warned;
    private string? _diskProblem;
    private Counted _counted;
    private bool _ending;

    /// <summary>Starts the thread that writes. Touches neither disk nor network itself.</summary>
    /// <param name="folder">The user's folder; made when it is not there.</param>
    /// <param name="protection">Wraps the key of the session.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">The host's log.</param>
    /// <param name="options">Bounds; the defaults when null.</param>
    public ActivitySpool(string folder, ISecretProtection protection, TimeProvider time, IPluginLog log, SpoolOptions? options = null)
        : this(folder, protection, time, log, options ?? new SpoolOptions(), SegmentWriter.FlushToDisk)
    {
    }

    /// <summary>With a disk that tests can make fail.</summary>
    internal ActivitySpool(string folder, ISecretProtection protection, TimeProvider time, IPluginLog log, SpoolOptions options, Action<Stream> flush)
    {
        _folder = folder;
        _protection = protection;
        _time = time;
        _log = log;
        _options = options;
        _flush = flush;
        _startedAt = time.GetUtcNow();
        _started = time.GetTimestamp();
        _live = new Live(this);
        _counted = new Counted(new SpoolStatus(0, null, options.MaximumActivities, null), 0);
        SessionId = ActivityIds.New(time.GetUtcNow());
        Earlier = new EarlierSessions(folder, SessionId, protection, options, time, log);
        _writer = new Thread(Write) { IsBackground = true, Name = "Auditor spool" };
        _writer.Start();
    }

    /// <inheritdoc/>
    public event EventHandler? StatusChanged;

    /// <summary>Id of this run of the client; every activity gets it.</summary>
    public Guid SessionId { get; }

    /// <inheritdoc/>
    public SpoolStatus Status
    {
        get
        {
            // Counting is the writer's work; what was handed over since then waits too. What was given up does not.
            Counted counted = Volatile.Read(ref _counted);
            long since = Interlocked.Read(ref _sequence) - Math.Max(counted.UpTo, _live.Released);
            return since > 0 ? counted.Status with { Waiting = counted.Status.Waiting + since } : counted.Status;
        }
    }

    /// <summary>What earlier runs left.</summary>
    internal EarlierSessions Earlier { get; }

    /// <summary>This session, for its sender.</summary>
    internal ISpooledSession Current => _live;

    /// <summary>Raised when there may be more to send, from the thread that writes.</summary>
    internal event EventHandler? MoreToSend;

    /// <inheritdoc/>
    public SpooledActivity Append(ActivityObserved activity)
    {
        PendingActivity pending;
        lock (_gate)
        {
            pending = new PendingActivity(activity with { ClientSessionId = SessionId, SequenceNumber = ++_sequence });
            if (_ending)
            {
                pending.NotWritten("The client session has ended.");
                return new SpooledActivity(pending.Activity, pending.OnDisk);
            }

            FollowQuestion(pending.Activity);
            _pending.Add(pending);
            if (_diskProblem is { } problem)
            {
                pending.NotWritten(problem);
            }

            Monitor.PulseAll(_gate);
        }

        return new SpooledActivity(pending.Activity, pending.OnDisk);
    }

    /// <summary>Ends the thread that writes, when all is on the disk or after two seconds. What was not sent is sent by the next run.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ending)
            {
                return;
            }

            _ending = true;
            Monitor.PulseAll(_gate);
        }

        if (_writer.Join(PatienceAtEnd))
        {
            CloseStore();
        }
        else
        {
            _log.Error(Where, "The disk was too slow at the end of the client session; the last activities may not be on it.");
        }

        Earlier.Dispose();
    }

    /// <summary>Counts anew, and tells whoever listens. Never throws.</summary>
    internal void UpdateStatus()
    {
        try
        {
            bool isNew;
            lock (_countGate)
            {
                // One at a time, or an older count could end up over a newer one.
                Counted counted = Count();
                isNew = Interlocked.Exchange(ref _counted, counted).Status != counted.Status;
            }

            if (isNew)
            {
                StatusChanged?.Invoke(this, EventArgs.Empty);
            }
        }
        catch (Exception problem)
        {
            _log.Error(Where, "A listener to the state of the spool failed.", problem);
        }
    }

    private Counted Count()
    {
        long waiting = 0;
        long upTo;
        long? inMemory = null;
        lock (_gate)
        {
            upTo = _sequence;
            foreach (PendingActivity pending in _pending)
            {
                if (pending.Sequence > _live.Released)
                {
                    waiting = _pending[_pending.Count - 1].Sequence - pending.Sequence + 1;
                    inMemory = pending.Activity.ObservedAt.UtcTicks;
                    break;
                }
            }
        }

        // The files after memory: what goes from one to the other meanwhile is counted twice for a moment, and never not at all.
        List<SessionLog> sessions = Sessions();
        waiting += sessions.Sum(session => session.Waiting);
        long? oldest = sessions.Min(session => session.OldestWaitingTicks) ?? inMemory;
        lock (_gate)
        {
            DateTimeOffset? since = oldest is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
            string? warning = SpoolBounds.Warning(waiting, since, _givenUp, _options, _time.GetUtcNow());
            if (waiting == 0)
            {
                // What was lost was said in the log, and the services say it again; here it is about what is to be done now.
                _givenUp = 0;
                _warned = 0;
            }

            return new Counted(new SpoolStatus(waiting, since, _options.MaximumActivities, _diskProblem ?? warning), upTo);
        }
    }

    private List<SessionLog> Sessions()
    {
        List<SessionLog> sessions = [.. Earlier.Open.Select(session => session.Files)];
        if (Volatile.Read(ref _store) is { } store)
        {
            sessions.Add(store);
        }

        return sessions;
    }

    private void FollowQuestion(ActivityObserved activity)
    {
        if (activity.CorrelationId is { } correlation && EndedWhileAsking.IsAnswer(activity))
        {
            _asking.Remove(correlation);
        }
        else if (EndedWhileAsking.IsQuestion(activity))
        {
            _asking.Add(activity.CorrelationId!.Value);
        }
    }

    /// <param name="Status">As it was counted.</param>
    /// <param name="UpTo">The last number that had been given then.</param>
    private sealed record Counted(SpoolStatus Status, long UpTo);
}
