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

    /// <summary>Why parts of the activity are not in <see cref="Record"/>; null while all of it is.</summary>
    public Exception? LeftOut { get; private set; }

    /// <summary>Made by the first who needs it, which is never the caller's thread.</summary>
    public SpooledRecord Record => _record ??= new SpooledRecord(Sequence, Activity.ObservedAt, Body());

    /// <summary>A value that JSON has no form for (a speed that is no number) must neither keep up the activities behind it nor leave a hole.</summary>
    private byte[] Body()
    {
        try
        {
            return WireFormat.Serialize(Activity);
        }
        catch (Exception problem)
        {
            LeftOut = problem;
        }

        try
        {
            return WireFormat.Serialize(Activity with { Playback = null, Recording = null, Export = null, Client = null });
        }
        catch (Exception)
        {
            return WireFormat.Serialize(new ActivityObserved
            {
                ActivityId = Activity.ActivityId,
                ClientSessionId = Activity.ClientSessionId,
                SequenceNumber = Activity.SequenceNumber,
                Kind = Activity.Kind,
                About = Activity.About,
                ObservedAt = Activity.ObservedAt,
                CorrelationId = Activity.CorrelationId,
                Prompted = Activity.Prompted,
                PolicyRevision = Activity.PolicyRevision,
            });
        }
    }

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
