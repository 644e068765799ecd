using Auditor.Contracts;

namespace Auditor.WebConsole.Rules;

/// <summary>What a change made of a rule, element by element and in words. Pure.</summary>
internal static class RuleDifference
{
    /// <param name="previous">Null for a rule that is new.</param>
    /// <param name="current">Null for a rule that was deleted.</param>
    public static IReadOnlyList<RuleChangeWords> Between(AuditRule? previous, AuditRule? current)
    {
        if (previous is null || current is null)
        {
            return [];
        }

        var changes = new List<RuleChangeWords>();
        void Compare(string what, string before, string after)
        {
            if (before != after)
            {
                changes.Add(new RuleChangeWords(what, before, after));
            }
        }

        Compare("Name", previous.Name, current.Name);
        Compare("State", State(previous), State(current));
        Compare("Everyone", YesNo(previous.Whom.Everyone), YesNo(current.Whom.Everyone));
        Items(changes, "Users", previous.Whom.Users.Select(RuleWords.User), current.Whom.Users.Select(RuleWords.User));
        Items(changes, "Roles", previous.Whom.Roles.Select(RuleWords.Role), current.Whom.Roles.Select(RuleWords.Role));
        Items(changes, "Users who are excepted", previous.Whom.ExcludedUsers.Select(RuleWords.User), current.Whom.ExcludedUsers.Select(RuleWords.User));
        Items(changes, "Roles that are excepted", previous.Whom.ExcludedRoles.Select(RuleWords.Role), current.Whom.ExcludedRoles.Select(RuleWords.Role));
        Compare("Cameras", previous.Cameras.Specified ? "those listed" : "all", current.Cameras.Specified ? "those listed" : "all");
        Items(changes, "Cameras listed", previous.Cameras.Cameras.Select(camera => Known(camera.Name, camera.Id)), current.Cameras.Cameras.Select(camera => Known(camera.Name, camera.Id)));
        Items(changes, "Camera groups listed", previous.Cameras.Groups.Select(group => Known(group.Name, group.Id)), current.Cameras.Groups.Select(group => Known(group.Name, group.Id)));
        Demands(changes, "Playback", previous.Playback, current.Playback);
        Demands(changes, "Export", previous.Export, current.Export);
        Demands(changes, "Independent playback", previous.IndependentPlayback, current.IndependentPlayback);
        Items(changes, "Reasons to choose from", previous.PredefinedReasons.Select(Reason), current.PredefinedReasons.Select(Reason));
        Policy(changes, previous.ReasonPolicy, current.ReasonPolicy);
        Compare("Time", Time(previous), Time(current));
        Compare("Recordings older than", MinutesOrNone(previous.Conditions.FootageOlderThanMinutes), MinutesOrNone(current.Conditions.FootageOlderThanMinutes));
        Compare("Exports longer than", MinutesOrNone(previous.Conditions.ExportLongerThanMinutes), MinutesOrNone(current.Conditions.ExportLongerThanMinutes));
        Items(changes, "Notification channels", previous.NotificationChannels, current.NotificationChannels);
        return changes;
    }

    private static void Demands(List<RuleChangeWords> changes, string what, Demand before, Demand after)
    {
        Add(changes, what + ": asks for a reason", YesNo(before.Prompt), YesNo(after.Prompt));
        Add(changes, what + ": fires an event", YesNo(before.Trigger), YesNo(after.Trigger));
    }

    private static void Policy(List<RuleChangeWords> changes, ReasonPolicy before, ReasonPolicy after)
    {
        Add(changes, "Own words beside a chosen reason", YesNo(before.FreeTextRequired), YesNo(after.FreeTextRequired));
        Add(changes, "Least characters of an answer", before.MinimumLength.ToString(), after.MinimumLength.ToString());
        Add(changes, "Case number", before.CaseNumberPattern ?? "none", after.CaseNumberPattern ?? "none");
        Add(changes, "An answer is good for", Valid(before.AnswerValidMinutes), Valid(after.AnswerValidMinutes));
        Add(changes, "Declining", before.DeclineAllowed ? "allowed" : "not allowed", after.DeclineAllowed ? "allowed" : "not allowed");
        Add(changes, "A client without rules", Unknown(before.WhenPolicyUnknown), Unknown(after.WhenPolicyUnknown));
    }

    /// <summary>Lists are told by what came and what went, because a list of a thousand cameras twice tells nobody anything.</summary>
    private static void Items(List<RuleChangeWords> changes, string what, IEnumerable<string> before, IEnumerable<string> after)
    {
        const int most = 20;
        var old = before.ToHashSet(StringComparer.Ordinal);
        var now = after.ToHashSet(StringComparer.Ordinal);
        string Told(IEnumerable<string> items, int count) => count == 0 ? "" : string.Join(", ", items.Take(most)) + (count > most ? $" and {count - most} more" : "");
        string[] gone = [.. old.Where(item => !now.Contains(item))];
        string[] come = [.. now.Where(item => !old.Contains(item))];
        if (gone.Length > 0)
        {
            changes.Add(new RuleChangeWords(what + ", taken away", Told(gone, gone.Length), ""));
        }

        if (come.Length > 0)
        {
            changes.Add(new RuleChangeWords(what + ", added", "", Told(come, come.Length)));
        }
    }

    private static void Add(List<RuleChangeWords> changes, string what, string before, string after)
    {
        if (before != after)
        {
            changes.Add(new RuleChangeWords(what, before, after));
        }
    }

    private static string State(AuditRule rule) => RuleState.Label(rule) + (rule is { Enabled: false, Mode: RuleMode.Shadow } ? ", shadow when it is on" : "");

    private static string Time(AuditRule rule) => rule.Conditions.Schedule is { } schedule ? RuleWords.Schedule(schedule) : "always";

    private static string Reason(PredefinedReason reason) => $"{reason.Text} ({string.Join(", ", reason.Activities.Select(RuleWords.Type))})";

    private static string Known(string name, string id) => name.Length > 0 ? name : id;

    private static string MinutesOrNone(int? minutes) => minutes is { } given ? RuleWords.Minutes(given) : "does not matter";

    private static string Valid(int minutes) => minutes == 0 ? "one question" : RuleWords.Minutes(minutes);

    private static string Unknown(PolicyUnknown unknown) => unknown == PolicyUnknown.FailClosed ? "asks" : "lets the person go on";

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}
