using Auditor.Contracts;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Tests.Fakes;

/// <summary>A spool in memory whose disk can be slow or broken.</summary>
internal sealed class HeldSpool : IActivitySpool
{
    private readonly Lock _gate = new();
    private readonly List<ActivityObserved> _activities = [];
    private SpoolStatus _status = new(0, null, 1000, null);

    public event EventHandler? StatusChanged;

    /// <summary>What <see cref="SpooledActivity.OnDisk"/> is from now on.</summary>
    public Func<Task> Disk { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<ActivityObserved> Activities
    {
        get
        {
            lock (_gate)
            {
                return [.. _activities];
            }
        }
    }

    public SpoolStatus Status
    {
        get => _status;
        set
        {
            _status = value;
            StatusChanged?.Invoke(this, EventArgs.Empty);
        }
    }

    public SpooledActivity Append(ActivityObserved activity)
    {
        lock (_gate)
        {
            ActivityObserved numbered = activity with { SequenceNumber = _activities.Count + 1 };
            _activities.Add(numbered);
            return new SpooledActivity(numbered, Disk());
        }
    }
}
