using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Clients;

/// <summary>Tells the operator when the spool waits: calmly after a minute, urgently when something may be lost unless somebody acts.</summary>
public sealed class SpoolNotices : IDisposable
{
    /// <summary>Nobody is told of less.</summary>
    public static readonly TimeSpan WaitsLong = TimeSpan.FromMinutes(1);

    /// <summary>Half of what the spool keeps.</summary>
    public static readonly TimeSpan WaitsTooLong = TimeSpan.FromDays(3.5);

    internal const string Waits =
        "The connection to the audit log is interrupted. What you do is recorded on this computer and sent when the connection is back.";

    internal const string WaitsForDays =
        "The connection to the audit log has been interrupted for days. Please tell your administrator now: audit records on this computer will be lost if it lasts.";

    internal const string IsFilling =
        "More than half of the space for audit records on this computer is in use. Please tell your administrator now: audit records will be lost when it is full.";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly IActivitySpool _spool;
    private readonly IOperatorNotices _notices;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly object _gate = new();
    private readonly ITimer _timer;
    private (string Text, bool IsUrgent)? _shown;
    private bool _ended;

    public SpoolNotices(IActivitySpool spool, IOperatorNotices notices, TimeProvider time, IPluginLog log)
    {
        _spool = spool;
        _notices = notices;
        _time = time;
        _log = log;
        spool.StatusChanged += StatusChanged;
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>The notice goes away with the client session.</summary>
    public void Dispose()
    {
        _spool.StatusChanged -= StatusChanged;
        _timer.Dispose();
        lock (_gate)
        {
            _ended = true;
            Say(null);
        }
    }

    private void StatusChanged(object? sender, EventArgs e) => Look();

    private void Look()
    {
        try
        {
            // Outside the lock: the spool may have one of its own, and may hold it while it says that its state has changed.
            SpoolStatus status = _spool.Status;
            lock (_gate)
            {
                if (!_ended)
                {
                    Say(NoticeOf(status));
                }
            }
        }
        catch (Exception problem)
        {
            _log.Error("Notices", "The state of the spool could not be told.", problem);
        }
    }

    private (string Text, bool IsUrgent)? NoticeOf(SpoolStatus status)
    {
        TimeSpan age = status.OldestWaiting is { } oldest ? _time.GetUtcNow() - oldest : TimeSpan.Zero;
        return status switch
        {
            { Problem: { } problem } => ($"Audit records cannot be kept on this computer. Please tell your administrator now: {problem}", true),
            _ when status.Waiting * 2 > status.Capacity => (IsFilling, true),
            _ when age > WaitsTooLong => (WaitsForDays, true),
            _ when age > WaitsLong => (Waits, false),
            _ => null,
        };
    }

    /// <summary>Only what is new: a notice that is shown again and again is one that nobody reads.</summary>
    private void Say((string Text, bool IsUrgent)? notice)
    {
        if (notice == _shown)
        {
            return;
        }

        _shown = notice;
        if (notice is { } told)
        {
            _notices.Show(told.Text, told.IsUrgent);
        }
        else
        {
            _notices.Clear();
        }
    }
}
