using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>What a rule does, in one sentence.</summary>
public static class RuleSummary
{
    private static readonly (ActivityType Type, string Asked)[] Entries =
    [
        (ActivityType.Playback, "enter playback"),
        (ActivityType.Export, "export"),
        (ActivityType.IndependentPlayback, "switch on independent playback"),
    ];

    /// <param name="rule">Saved or being edited.</param>
    /// <param name="caught">How many people of the system it catches; null while that is not known.</param>
    public static string Of(AuditRule rule, int? caught)
    {
        string what = Sentence(rule, caught);
        return rule switch
        {
            { Enabled: false } => $"Disabled, so it does nothing. Enabled: {Uncapital(what)}",
            { Mode: RuleMode.Shadow } => $"Shadow: matches are recorded, nothing is demanded. Live: {Uncapital(what)}",
            _ => what,
        };
    }

    /// <summary>For the tree: "Everyone except 2; playback and export asked".</summary>
    public static string Brief(AuditRule rule)
    {
        int except = rule.Whom.ExcludedUsers.Count + rule.Whom.ExcludedRoles.Count;
        string[] asked = [.. Asking(rule).Select(entry => RuleWords.Activity(entry.Type))];
        string who = Who(rule.Whom, null);
        return $"{char.ToUpperInvariant(who[0])}{who.Substring(1)}{(except > 0 ? $" except {except}" : "")}; "
            + (asked.Length > 0 ? $"{RuleWords.Join(asked, "and")} asked" : "nobody is asked")
            + (rule.Mode == RuleMode.Shadow ? "; shadow" : "");
    }

    private static string Sentence(AuditRule rule, int? caught)
    {
        string who = Who(rule.Whom, caught);
        string[] asked = [.. Asking(rule).Select(entry => entry.Asked)];
        string cameras = $"on {Cameras(rule.Cameras)}{When(rule.Conditions)}";
        if (asked.Length > 0)
        {
            return $"Asks {who} for a reason when they {RuleWords.Join(asked, "or")} {cameras}.";
        }

        string[] fired = [.. Entries.Where(entry => Of(rule, entry.Type).Trigger).Select(entry => RuleWords.Activity(entry.Type))];
        return fired.Length > 0
            ? $"Asks for no reason; fires an event for {RuleWords.Join(fired, "and")} of {who} {cameras}."
            : $"Asks for no reason and fires no entry event; what {who} do {cameras} is recorded all the same.";
    }

    private static IEnumerable<(ActivityType Type, string Asked)> Asking(AuditRule rule) => Entries.Where(entry => Of(rule, entry.Type).Prompt);

    private static Demand Of(AuditRule rule, ActivityType type) => type switch
    {
        ActivityType.Playback => rule.Playback,
        ActivityType.Export => rule.Export,
        _ => rule.IndependentPlayback,
    };

    private static string Who(Whom whom, int? caught)
    {
        if (caught is { } people)
        {
            return RuleWords.Count(people, "person", "people");
        }

        if (whom.Everyone)
        {
            return "everyone";
        }

        string[] parts =
        [
            .. whom.Users.Count > 0 ? [RuleWords.Count(whom.Users.Count, "user")] : Array.Empty<string>(),
            .. whom.Roles.Count > 0 ? [RuleWords.Count(whom.Roles.Count, "role")] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "nobody" : RuleWords.Join(parts, "and");
    }

    private static string Cameras(CameraScope scope)
    {
        if (!scope.Specified)
        {
            return "any camera";
        }

        string[] parts =
        [
            .. scope.Cameras.Count > 0 ? [RuleWords.Count(scope.Cameras.Count, "camera")] : Array.Empty<string>(),
            .. scope.Groups.Count > 0 ? [RuleWords.Count(scope.Groups.Count, "camera group")] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "no camera" : RuleWords.Join(parts, "and");
    }

    private static string When(RuleConditions conditions) =>
        (conditions.FootageOlderThanMinutes is { } older ? $", recordings older than {RuleWords.Duration(older)}" : "")
        + (conditions.ExportLongerThanMinutes is { } longer ? $", exports longer than {RuleWords.Duration(longer)}" : "")
        + (conditions.Schedule is { } schedule ? schedule.Outside ? ", outside its hours" : ", within its hours" : "");

    private static string Uncapital(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);
}
