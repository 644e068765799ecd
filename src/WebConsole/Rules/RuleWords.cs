using System.Globalization;
using Auditor.Contracts;

namespace Auditor.WebConsole.Rules;

/// <summary>A rule in the words of people who did not write it. Names stand between marks that keep their direction to themselves. Pure.</summary>
internal static class RuleWords
{
    private const int MostNamed = 4;

    private static readonly (ActivityType Type, string Entering)[] Types =
    [
        (ActivityType.Playback, "playback"), (ActivityType.Export, "export"), (ActivityType.IndependentPlayback, "independent playback"),
    ];

    /// <summary>What it catches, on one line.</summary>
    public static string Catches(AuditRule rule) => $"{Capital(Whom(rule.Whom))} {Cameras(rule.Cameras)}{string.Concat(Conditions(rule.Conditions).Select(part => ", " + part))}.";

    /// <summary>What it does, sentence by sentence.</summary>
    public static IReadOnlyList<string> Sentences(AuditRule rule)
    {
        var sentences = new List<string> { Standing(rule), "It catches " + Uncapital(Catches(rule)) };
        string[] asking = [.. Types.Where(type => Demand(rule, type.Type).Prompt).Select(type => type.Entering)];
        sentences.Add(asking.Length == 0 ? "It asks for no reason." : $"It asks for a reason when such a person opens {List(asking, "or")}.");
        if (asking.Length > 0)
        {
            sentences.AddRange(Answering(rule));
        }

        string[] firing = [.. Types.Where(type => Demand(rule, type.Type).Trigger).Select(type => type.Entering)];
        sentences.Add(firing.Length == 0
            ? "In XProtect, it fires an event for each playback action, and for nothing else."
            : $"In XProtect, it fires an event when such a person opens {List(firing, "or")}, and for each playback action.");
        if (rule.NotificationChannels.Count > 0)
        {
            sentences.Add($"It tells {List([.. rule.NotificationChannels.Select(Named)], "and")}.");
        }

        return sentences;
    }

    public static string Standing(AuditRule rule) => RuleState.Of(rule) switch
    {
        RuleState.Off => "The rule is off: it catches nobody.",
        RuleState.Shadow => "The rule is in shadow: what it would match is recorded, and nobody is asked or told anything.",
        _ => "The rule is in force.",
    };

    public static string Whom(Whom whom)
    {
        string[] caught = [.. whom.Users.Select(User), .. whom.Roles.Select(Role)];
        string[] spared = [.. whom.ExcludedUsers.Select(User), .. whom.ExcludedRoles.Select(Role)];
        string who = whom.Everyone ? "everyone" : caught.Length > 0 ? Short(caught) : "nobody yet";
        return who + (spared.Length > 0 ? ", except " + Short(spared) + "," : "");
    }

    public static string Cameras(CameraScope scope)
    {
        if (!scope.Specified)
        {
            return "at all cameras";
        }

        string[] parts =
        [
            .. scope.Cameras.Count > 0 ? [scope.Cameras.Count <= MostNamed ? Short([.. scope.Cameras.Select(camera => Named(Known(camera.Name, camera.Id)))]) : Count(scope.Cameras.Count, "camera")] : Array.Empty<string>(),
            .. scope.Groups.Count > 0 ? ["the camera " + (scope.Groups.Count == 1 ? "group " : "groups ") + Short([.. scope.Groups.Select(group => Named(Known(group.Name, group.Id)))])] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "at no camera yet" : "at " + List(parts, "and");
    }

    public static IEnumerable<string> Conditions(RuleConditions conditions)
    {
        if (conditions.Schedule is { } schedule)
        {
            yield return Schedule(schedule);
        }

        if (conditions.FootageOlderThanMinutes is { } older)
        {
            yield return $"when the recordings are older than {Minutes(older)}";
        }

        if (conditions.ExportLongerThanMinutes is { } longer)
        {
            yield return $"and exports only when they are longer than {Minutes(longer)}";
        }
    }

    public static string Schedule(Schedule schedule)
    {
        string windows = schedule.Windows.Count == 0 ? "no time yet" : List([.. schedule.Windows.Select(window => $"{Days(window.Days)} {window.From} to {window.To}")], "and");
        return $"{(schedule.Outside ? "outside of" : "on")} {windows} ({schedule.TimeZone} time)";
    }

    /// <summary>Like <c>2 hours</c>.</summary>
    public static string Minutes(int minutes) => minutes switch
    {
        _ when minutes % 1440 == 0 => Count(minutes / 1440, "day"),
        _ when minutes % 60 == 0 => Count(minutes / 60, "hour"),
        _ => Count(minutes, "minute"),
    };

    public static string User(UserRef user) => (user.Name, user.Sid) switch
    {
        ({ Length: > 0 } name, { Length: > 0 } sid) => $"{Named(name)} (SID {sid})",
        ({ Length: > 0 } name, _) => Named(name),
        (_, { Length: > 0 } sid) => $"the user with SID {sid}",
        _ => "a user without a name",
    };

    public static string Role(RoleRef role) => "the role " + (role.Name is { Length: > 0 } name ? Named(name) : role.Id is { Length: > 0 } id ? Named(id) : "without a name");

    /// <summary>FIRST STRONG ISOLATE ... POP DIRECTIONAL ISOLATE: a right-to-left name does not turn the sentence round.</summary>
    public static string Named(string name) => $"\u2068{name}\u2069";

    public static string Type(ActivityType type) => type switch
    {
        ActivityType.Playback => "playback",
        ActivityType.Export => "export",
        _ => "independent playback",
    };

    public static string List(IReadOnlyList<string> items, string last) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + $" {last} {items[^1]}",
    };

    public static string Count(int count, string noun) => count == 1 ? "1 " + noun : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}s");

    private static IEnumerable<string> Answering(AuditRule rule)
    {
        ReasonPolicy policy = rule.ReasonPolicy;
        var wants = new List<string>
        {
            rule.PredefinedReasons.Count == 0 ? "in own words"
                : $"{(rule.PredefinedReasons.Count == 1 ? $"the reason {Named(rule.PredefinedReasons[0].Text)}" : $"one of {rule.PredefinedReasons.Count} to choose from")}{(policy.FreeTextRequired ? ", and own words beside" : ", or own words")}",
        };
        if (policy.MinimumLength > 0)
        {
            wants.Add($"of at least {Count(policy.MinimumLength, "character")}");
        }

        yield return $"The answer is {string.Join(" ", wants)}{(policy.CaseNumberPattern is { Length: > 0 } pattern ? $", with a case number like {Named(pattern)}" : "")}.";
        yield return policy.AnswerValidMinutes == 0 ? "It is asked for each time." : $"It is good for {Minutes(policy.AnswerValidMinutes)}.";
        yield return policy.DeclineAllowed ? "Whoever declines goes back to live, which is recorded." : "Declining is not offered.";
        yield return policy.WhenPolicyUnknown == PolicyUnknown.FailClosed
            ? "A client that never heard of its rules asks all the same."
            : "A client that never heard of its rules lets the person go on, which is recorded.";
    }

    private static Demand Demand(AuditRule rule, ActivityType type) => type switch
    {
        ActivityType.Playback => rule.Playback,
        ActivityType.Export => rule.Export,
        _ => rule.IndependentPlayback,
    };

    private static string Days(IReadOnlyList<DayOfWeek> days)
    {
        DayOfWeek[] week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];
        bool[] on = [.. week.Select(days.Contains)];
        return on switch
        {
            [true, true, true, true, true, true, true] => "every day",
            [true, true, true, true, true, false, false] => "Monday to Friday",
            [false, false, false, false, false, true, true] => "at weekends",
            _ => List([.. week.Where(days.Contains).Select(day => day.ToString())], "and"),
        };
    }

    private static string Short(string[] names) => names.Length <= MostNamed ? List(names, "and") : $"{string.Join(", ", names.Take(MostNamed - 1))} and {names.Length - MostNamed + 1} more";

    private static string Known(string name, string id) => name.Length > 0 ? name : id;

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Uncapital(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
