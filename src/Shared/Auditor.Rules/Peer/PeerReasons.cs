using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>The peer's predefined reasons: <c>text|P,E,I;text|P</c>.</summary>
internal static class PeerReasons
{
    private static readonly ActivityType[] All = [ActivityType.Playback, ActivityType.Export, ActivityType.IndependentPlayback];

    /// <summary>The reasons in their order; one that is listed twice is offered for what either listing says.</summary>
    public static IReadOnlyList<PredefinedReason> Read(string property, PeerProperties peer)
    {
        var reasons = new List<PredefinedReason>();
        foreach (string item in peer.List(property))
        {
            if (item.Length > 0 && ReadOne(item, property, peer) is { } reason)
            {
                Add(reasons, reason);
            }
        }

        return reasons;
    }

    private static PredefinedReason? ReadOne(string item, string property, PeerProperties peer)
    {
        // The last bar: the peer lets one stand in the text as well.
        int bar = item.LastIndexOf('|');
        string text = (bar < 0 ? item : item.Substring(0, bar)).Trim();
        if (text.Length == 0)
        {
            peer.Report(property, $"'{item}' has no text and was left out.");
            return null;
        }

        if (bar < 0)
        {
            peer.Report(property, $"'{item}' does not say for which activities it is shown; it is offered for all three.");
            return new PredefinedReason { Text = text, Activities = All };
        }

        ActivityType[] activities = ActivitiesOf(item, item.Substring(bar + 1), property, peer);
        if (activities.Length == 0)
        {
            peer.Report(property, $"'{item}' is shown for no activity and was left out.");
            return null;
        }

        return new PredefinedReason { Text = text, Activities = activities };
    }

    private static ActivityType[] ActivitiesOf(string item, string letters, string property, PeerProperties peer)
    {
        var activities = new List<ActivityType>();
        foreach (string letter in letters.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            ActivityType? activity = letter.ToUpperInvariant() switch
            {
                "P" => ActivityType.Playback,
                "E" => ActivityType.Export,
                "I" => ActivityType.IndependentPlayback,
                _ => null,
            };
            if (activity is { } known)
            {
                activities.Add(known);
            }
            else
            {
                peer.Report(property, $"'{letter}' in '{item}' is none of P, E and I and was left out.");
            }
        }

        return [.. activities.Distinct()];
    }

    private static void Add(List<PredefinedReason> reasons, PredefinedReason reason)
    {
        int same = reasons.FindIndex(other => string.Equals(other.Text, reason.Text, StringComparison.OrdinalIgnoreCase));
        if (same < 0)
        {
            reasons.Add(reason);
        }
        else
        {
            reasons[same] = reasons[same] with { Activities = [.. reasons[same].Activities.Union(reason.Activities)] };
        }
    }
}
