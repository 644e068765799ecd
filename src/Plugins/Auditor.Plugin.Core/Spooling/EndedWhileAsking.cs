using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>
/// Follows the activities of a client session, and says which questions nobody answered before the client was killed. Pure.
/// </summary>
public sealed class EndedWhileAsking
{
    private readonly Dictionary<Guid, ActivityObserved> _asking = [];
    private DateTimeOffset _lastObserved = DateTimeOffset.MinValue;
    private long _lastSequence;

    /// <summary>Takes the next activity of the session, in the order of the sequence numbers; starting again from an earlier one does no harm.</summary>
    public void Take(ActivityObserved activity)
    {
        _lastSequence = Math.Max(_lastSequence, activity.SequenceNumber);
        _lastObserved = activity.ObservedAt > _lastObserved ? activity.ObservedAt : _lastObserved;
        if (activity.CorrelationId is not { } correlation)
        {
            return;
        }

        if (IsAnswer(activity))
        {
            _asking.Remove(correlation);
        }
        else if (IsQuestion(activity))
        {
            _asking[correlation] = activity;
        }
    }

    /// <summary>
    /// The expiries that the killed client could not write any more: with the session's next numbers, at the last moment at which the
    /// client is known to have lived.
    /// </summary>
    /// <param name="usedUpTo">The highest number that is known to have been given, when that is not in what was taken.</param>
    public IReadOnlyList<ActivityObserved> Expiries(long usedUpTo)
    {
        long sequence = Math.Max(usedUpTo, _lastSequence);
        var expiries = new List<ActivityObserved>();
        foreach (ActivityObserved asked in _asking.Values.OrderBy(question => question.SequenceNumber))
        {
            sequence++;
            expiries.Add(asked with
            {
                ActivityId = ActivityIds.New(_lastObserved),
                Kind = ActivityKinds.ReasonExpired,
                SequenceNumber = sequence,
                ObservedAt = _lastObserved,
                About = asked.Kind,
                Reason = null,
                Prompted = null,
                Playback = null,
                Client = null,
            });
        }

        return expiries;
    }

    /// <summary>Whether the client asked the operator because of this activity, so that an answer must follow.</summary>
    internal static bool IsQuestion(ActivityObserved activity) => activity is { Prompted: true, CorrelationId: not null };

    /// <summary>Whether this ends a question.</summary>
    internal static bool IsAnswer(ActivityObserved activity) =>
        activity.Kind is ActivityKinds.ReasonGiven or ActivityKinds.ReasonDeclined or ActivityKinds.ReasonExpired;
}
