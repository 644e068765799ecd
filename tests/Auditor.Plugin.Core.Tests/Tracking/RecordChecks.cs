using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Tests.Tracking;

/// <summary>What holds for the record of any client session that has ended.</summary>
internal static class RecordChecks
{
    public static void IsWhole(IReadOnlyList<ActivityObserved> record)
    {
        Assert.Equal(Enumerable.Range(1, record.Count).Select(number => (long)number), record.Select(activity => activity.SequenceNumber));
        Assert.Equal(record.Count, record.Select(activity => activity.ActivityId).Distinct().Count());
        Assert.Equal(ActivityKinds.ClientStarted, record[0].Kind);
        Assert.Equal(ActivityKinds.ClientStopped, record[^1].Kind);
        Assert.Single(record, activity => activity.Kind == ActivityKinds.ClientStarted);
        Assert.Single(record, activity => activity.Kind == ActivityKinds.ClientStopped);
        EveryQuestionEndsOnce(record);
        EveryStayEndsOnce(record, ActivityKinds.PlaybackEntered, ActivityKinds.PlaybackLeft);
        EveryStayEndsOnce(record, ActivityKinds.IndependentPlaybackEnabled, ActivityKinds.IndependentPlaybackDisabled);
        EveryStayEndsOnce(record, ActivityKinds.ExportEntered, ActivityKinds.ExportLeft);
        EveryPlayIsStopped(record);
    }

    private static void EveryQuestionEndsOnce(IReadOnlyList<ActivityObserved> record)
    {
        ActivityObserved[] entries = [.. record.Where(activity => activity.Prompted is not null)];
        Assert.Equal(entries.Length, entries.Select(entry => entry.CorrelationId).Distinct().Count());
        ILookup<Guid?, ActivityObserved> answers = record.Where(activity => activity.About is not null).ToLookup(answer => answer.CorrelationId);
        foreach (ActivityObserved entry in entries)
        {
            if (entry.Prompted == false)
            {
                Assert.Empty(answers[entry.CorrelationId]);
                continue;
            }

            ActivityObserved answer = Assert.Single(answers[entry.CorrelationId]);
            Assert.True(answer.SequenceNumber > entry.SequenceNumber);
            Assert.Equal(entry.Kind, answer.About);
            Assert.Equal(entry.Cameras, answer.Cameras);
            Assert.Equal(entry.Recording, answer.Recording);
            Assert.Equal(entry.Window, answer.Window);
            Assert.Null(entry.Reason);
            Assert.Equal(answer.Kind == ActivityKinds.ReasonGiven, ReasonText.Of(answer.Reason) is not null);
        }

        Assert.Equal(entries.Count(entry => entry.Prompted == true), answers.Count);
    }

    /// <summary>A stay may have several entries; the leaving bears the correlation id of the first, comes after it, and once.</summary>
    private static void EveryStayEndsOnce(IReadOnlyList<ActivityObserved> record, string entering, string leaving)
    {
        var open = new HashSet<Guid?>();
        var entered = new HashSet<Guid?>();
        foreach (ActivityObserved activity in record)
        {
            if (activity.Kind == entering)
            {
                Assert.True(entered.Add(activity.CorrelationId));
                open.Add(activity.CorrelationId);
            }
            else if (activity.Kind == leaving)
            {
                Assert.True(open.Remove(activity.CorrelationId), $"{leaving} {activity.SequenceNumber} ends nothing that was entered.");
            }
        }

        if (entering == ActivityKinds.PlaybackEntered)
        {
            EveryWindowIsLeft(record);
        }
    }

    private static void EveryWindowIsLeft(IReadOnlyList<ActivityObserved> record)
    {
        foreach (IGrouping<string?, ActivityObserved> window in record.GroupBy(activity => activity.Window, StringComparer.Ordinal))
        {
            bool inside = false;
            foreach (ActivityObserved activity in window)
            {
                if (activity.Kind == ActivityKinds.PlaybackEntered)
                {
                    inside = true;
                }
                else if (activity.Kind == ActivityKinds.PlaybackLeft)
                {
                    Assert.True(inside, $"{window.Key} was left twice ({activity.SequenceNumber}).");
                    inside = false;
                }
            }

            Assert.False(inside, $"{window.Key} was never left.");
        }
    }

    /// <summary>Of window players; independent ones are not told apart in the record.</summary>
    private static void EveryPlayIsStopped(IReadOnlyList<ActivityObserved> record)
    {
        foreach (IGrouping<string?, ActivityObserved> window in record.Where(activity => activity.Kind == ActivityKinds.PlaybackAction).GroupBy(activity => activity.Window, StringComparer.Ordinal))
        {
            string last = window.Last(action => action.Playback!.Verb is PlaybackVerbs.PlayForward or PlaybackVerbs.PlayReverse or PlaybackVerbs.PlayStop).Playback!.Verb;
            Assert.Equal(PlaybackVerbs.PlayStop, last);
        }
    }
}
