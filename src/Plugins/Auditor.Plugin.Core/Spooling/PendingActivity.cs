using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>An activity that is on its way to the disk.</summary>
internal sealed class PendingActivity(ActivityObserved activity)
{
    private readonly TaskCompletionSource<bool> _onDisk = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SpooledRecord? _record;

    public ActivityObserved Activity { get; } = activity;

    public long Sequence => Activity.SequenceNumber;

    public Task OnDisk => _onDisk.Task;

    /// <summary>Made by the first who needs it, which is never the caller's thread.</summary>
    public SpooledRecord Record => _record ??= new SpooledRecord(Sequence, Activity.ObservedAt, WireFormat.Serialize(Activity));

    public void Written() => _onDisk.TrySetResult(true);

    public void NotWritten(string problem)
    {
        if (_onDisk.TrySetException(new IOException(problem)))
        {
            // Seen here, so that a host which ends over unobserved failures does not end over this one.
            _ = _onDisk.Task.Exception;
        }
    }
}
