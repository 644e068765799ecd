using System.Globalization;
using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Parts of a rule in words for administrators.</summary>
internal static class RuleWords
{
    private const int MostNames = 6;
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    public static string YesNo(bool yes) => yes ? "yes" : "no";

    public static string Caught(Whom whom) =>
        whom.Everyone ? "everyone" : List([.. whom.Users.Select(Name), .. whom.Roles.Select(Name)], "nobody");

    public static string Exempt(Whom whom) => List([.. whom.ExcludedUsers.Select(Name), .. whom.ExcludedRoles.Select(Name)], "nobody");

    public static string Cameras(CameraScope scope) => scope.Specified
        ? List([.. scope.Cameras.Select(camera => Or(camera.Name, camera.Id)), .. scope.Groups.Select(group => $"group {Or(group.Name, group.Id)}")], "none")
        : "all cameras";

    public static string Demand(Demand demand) => demand switch
    {
        { Prompt: true, Trigger: true } => "asks for a reason, fires an event",
        { Prompt: true } => "asks for a reason",
        { Trigger: true } => "fires an event",
        _ => "nothing",
    };

    public static string Reasons(IReadOnlyList<PredefinedReason> reasons) => List(
        [.. reasons.Select(reason => $"{reason.Text} ({string.Join(", ", reason.Activities.Select(Activity))})")], "none: free text only");

    public static string Activity(ActivityType type) => type switch
    {
        ActivityType.Playback => "playback",
        ActivityType.Export => "export",
        _ => "independent playback",
    };

    public static string Valid(int minutes) => minutes == 0 ? "not at all: asked each time" : Duration(minutes);

    public static string Unknown(PolicyUnknown unknown) =>
        unknown == PolicyUnknown.FailClosed ? "ask for a reason in free text" : "let the operator go on, and record it";

    public static string Schedule(Schedule? schedule)
    {
        if (schedule is null)
        {
            return "always";
        }

        IEnumerable<string> windows = schedule.Windows.Select(window => $"{string.Join(" ", window.Days.Select(Short))} {window.From}-{window.To}");
        return $"{(schedule.Outside ? "outside " : "")}{string.Join(", ", windows)} ({schedule.TimeZone})";
    }

    public static string Duration(int? minutes) => minutes switch
    {
        null => "does not matter",
        >= Day when minutes % Day == 0 => Count(minutes.Value / Day, "day"),
        >= Hour when minutes % Hour == 0 => Count(minutes.Value / Hour, "hour"),
        _ => Count(minutes.Value, "minute"),
    };

    /// <summary>"1 camera", "3 cameras".</summary>
    public static string Count(int count, string what, string? many = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? what : many ?? what + "s")}";

    /// <summary>The first few, and how many more.</summary>
    public static string List(IReadOnlyList<string> names, string none) => names.Count switch
    {
        0 => none,
        <= MostNames => string.Join(", ", names),
        _ => string.Join(", ", names.Take(MostNames)) + $" and {names.Count - MostNames} more",
    };

    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string Join(IReadOnlyList<string> parts, string last) =>
        parts.Count < 2 ? string.Concat(parts) : string.Join(", ", parts.Take(parts.Count - 1)) + $" {last} {parts[parts.Count - 1]}";

    private static string Name(UserRef user) => Or(user.Name, user.Sid);

    private static string Name(RoleRef role) => $"role {Or(role.Name, role.Id)}";

    private static string Or(string? name, string? id) => string.IsNullOrWhiteSpace(name) ? id ?? "" : name!;

    private static string Short(DayOfWeek day) => day.ToString().Substring(0, 2);
}
