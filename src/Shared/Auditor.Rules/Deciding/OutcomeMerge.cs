using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>Merges what several rules demand once the entry is in the log (docs/decisions/0004).</summary>
internal static class OutcomeMerge
{
    /// <param name="matched">In the order of the matches; shadow rules among them contribute nothing.</param>
    /// <param name="activity">The activity they matched.</param>
    /// <param name="type">Its type.</param>
    /// <param name="prompt">What the rules ask because of it.</param>
    public static Outcome Of(CompiledRule[] matched, ActivityObserved activity, ActivityType type, Prompt? prompt)
    {
        List<CompiledRule>? live = null;
        foreach (CompiledRule rule in matched)
        {
            if (rule.IsLive)
            {
                (live ??= []).Add(rule);
            }
        }

        return live is null ? new Outcome() : new Outcome
        {
            MilestoneLog = IsLogged(activity, prompt),
            Events = EventsOf(live, activity.Kind, type),
            NotificationChannels = ActivityTraits.IsTold(activity.Kind) ? ChannelsOf(live) : [],
        };
    }

    /// <summary>An entry activity has its line at once unless a question is coming; then the answer, refusal or expiry brings it.</summary>
    private static bool IsLogged(ActivityObserved activity, Prompt? prompt)
    {
        if (ActivityTraits.IsEntry(activity.Kind))
        {
            return ReasonText.Of(activity.Reason) is not null || !(activity.Prompted ?? prompt is not null);
        }

        return ActivityTraits.IsPlaybackAction(activity.Kind)
            || (ActivityTraits.IsReason(activity.Kind) && ActivityTraits.IsEntry(activity.About));
    }

    private static List<OutcomeEvent> EventsOf(List<CompiledRule> live, string kind, ActivityType type)
    {
        // Playback actions are evented whether the trigger is on or not.
        bool isAction = ActivityTraits.IsPlaybackAction(kind);
        if (!isAction && !ActivityTraits.IsEntry(kind))
        {
            return [];
        }

        var events = new List<OutcomeEvent>(live.Count);
        foreach (CompiledRule rule in live)
        {
            if ((isAction ? rule.PlaybackAction : rule.EntryEvent(type)) is { } fired)
            {
                events.Add(fired);
            }
        }

        return events;
    }

    private static IReadOnlyList<string> ChannelsOf(List<CompiledRule> live)
    {
        if (live.Count == 1)
        {
            return live[0].Channels;
        }

        var channels = new DistinctTexts(StringComparer.Ordinal);
        foreach (CompiledRule rule in live)
        {
            foreach (string channel in rule.Channels)
            {
                channels.Add(channel);
            }
        }

        return channels.InOrder;
    }
}
