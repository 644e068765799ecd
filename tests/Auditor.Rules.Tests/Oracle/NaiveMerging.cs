using Auditor.Contracts;

namespace Auditor.Rules.Tests;

/// <summary>What the live rules that match demand together, sentence by sentence.</summary>
internal static class NaiveMerging
{
    private static readonly string[] Entries = ["PlaybackEntered", "IndependentPlaybackEnabled", "ExportEntered"];
    private static readonly string[] Actions = ["PlaybackAction", "IndependentPlaybackAction"];

    private static readonly string[] Told =
    [
        .. Entries, .. Actions,
        "ExportStarted", "ExportCompleted", "ExportFailed", "ExportCancelled", "ReasonDeclined", "ReasonExpired",
    ];

    public static Prompt? PromptOf(List<AuditRule> live, ActivityObserved activity, ActivityType type)
    {
        List<AuditRule> asking = [.. live.Where(rule => DemandOf(rule, type).Prompt)];
        if (!Entries.Contains(activity.Kind) || asking.Count == 0)
        {
            return null;
        }

        return new Prompt
        {
            Activity = type,
            PredefinedReasons =
            [
                .. asking
                    .SelectMany(rule => rule.PredefinedReasons)
                    .Where(reason => reason.Activities.Contains(type))
                    .Select(reason => reason.Text)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Policy = new ReasonPolicy
            {
                FreeTextRequired = asking.Any(rule => rule.ReasonPolicy.FreeTextRequired),
                MinimumLength = asking.Max(rule => rule.ReasonPolicy.MinimumLength),
                AnswerValidMinutes = asking.Min(rule => rule.ReasonPolicy.AnswerValidMinutes),
                DeclineAllowed = asking.All(rule => rule.ReasonPolicy.DeclineAllowed),
                WhenPolicyUnknown = asking.Max(rule => rule.ReasonPolicy.WhenPolicyUnknown),
            },
            CaseNumberPatterns = [.. asking.Select(rule => rule.ReasonPolicy.CaseNumberPattern).OfType<string>().Distinct()],
            Rules = [.. asking.Select(rule => rule.Id)],
        };
    }

    public static bool IsLogged(ActivityObserved activity, Prompt? prompt)
    {
        if (Actions.Contains(activity.Kind))
        {
            return true;
        }

        if (Entries.Contains(activity.Kind))
        {
            bool questionIsComing = activity.Prompted ?? (prompt is not null);
            return ReasonText.Of(activity.Reason) is not null || !questionIsComing;
        }

        return activity.Kind is "ReasonGiven" or "ReasonDeclined" or "ReasonExpired" && Entries.Contains(activity.About);
    }

    public static List<OutcomeEvent> EventsOf(List<AuditRule> live, ActivityObserved activity, ActivityType type)
    {
        var events = new List<OutcomeEvent>();
        foreach (AuditRule rule in live)
        {
            string? name = activity.Kind switch
            {
                "PlaybackAction" or "IndependentPlaybackAction" => "Audit: Playback Action",
                "PlaybackEntered" when DemandOf(rule, type).Trigger => "Audit: Playback Entry",
                "ExportEntered" when DemandOf(rule, type).Trigger => "Audit: Export Entry",
                "IndependentPlaybackEnabled" when DemandOf(rule, type).Trigger => "Audit: Independent Playback",
                _ => null,
            };
            if (name is not null)
            {
                events.Add(new OutcomeEvent { Name = name, RuleId = rule.Id, RuleName = rule.Name });
            }
        }

        return events;
    }

    public static List<string> ChannelsOf(List<AuditRule> live, ActivityObserved activity) =>
        Told.Contains(activity.Kind) ? [.. live.SelectMany(rule => rule.NotificationChannels).Distinct()] : [];

    private static Demand DemandOf(AuditRule rule, ActivityType type) => type switch
    {
        ActivityType.Playback => rule.Playback,
        ActivityType.Export => rule.Export,
        _ => rule.IndependentPlayback,
    };
}
