using System.Globalization;
using Auditor.Contracts;

namespace Auditor.Plugin.Core.Clients;

/// <summary>A rule as the operator whom it can catch reads it.</summary>
public sealed class RuleInWords
{
    private const int MinutesInHour = 60;
    private const int MinutesInDay = 24 * MinutesInHour;

    public RuleInWords(AuditRule rule)
    {
        if (rule is null)
        {
            throw new ArgumentNullException(nameof(rule));
        }

        Name = rule.Name.Length > 0 ? rule.Name : "(rule without a name)";
        IsShadow = rule.Mode == RuleMode.Shadow;
        Asked = AskedOf(rule);
        Cameras = CamerasOf(rule.Cameras);
        When = string.Join(" ", Conditions(rule.Conditions));
    }

    public string Name { get; }

    /// <summary>It is being tried out: it asks nothing and fires nothing.</summary>
    public bool IsShadow { get; }

    /// <summary>"Live" or "Shadow".</summary>
    public string Mode => IsShadow ? "Shadow" : "Live";

    /// <summary>For what it asks a reason, and what counts as one.</summary>
    public string Asked { get; }

    public string Cameras { get; }

    /// <summary>When it holds; empty when always.</summary>
    public string When { get; }

    public bool HasWhen => When.Length > 0;

    private static string AskedOf(AuditRule rule)
    {
        string[] asked =
        [
            .. new[] { ("playback", rule.Playback), ("exports", rule.Export), ("independent playback", rule.IndependentPlayback) }
                .Where(kind => kind.Item2.Prompt).Select(kind => kind.Item1),
        ];
        if (asked.Length == 0)
        {
            return "Asks for no reason.";
        }

        string verb = rule.Mode == RuleMode.Shadow ? "Would ask" : "Asks";
        List<string> parts = [$"{verb} for a reason before {List(asked)}."];
        ReasonPolicy policy = rule.ReasonPolicy;
        if (policy.FreeTextRequired)
        {
            parts.Add(policy.MinimumLength > 1 ? $"In your own words, at least {policy.MinimumLength} characters." : "In your own words.");
        }

        if (policy.CaseNumberPattern is not null)
        {
            parts.Add("With a case number.");
        }

        if (policy.AnswerValidMinutes > 0)
        {
            parts.Add($"An answer holds for {Span(policy.AnswerValidMinutes)}.");
        }

        return string.Join(" ", parts);
    }

    private static string CamerasOf(CameraScope scope)
    {
        if (!scope.Specified)
        {
            return "All cameras.";
        }

        string[] parts =
        [
            .. new[] { Count(scope.Cameras.Count, "camera"), Count(scope.Groups.Count, "camera group") }.OfType<string>(),
        ];
        return parts.Length == 0 ? "No cameras." : $"Only {List(parts)}.";
    }

    private static IEnumerable<string> Conditions(RuleConditions conditions)
    {
        if (conditions.Schedule is { } schedule)
        {
            string windows = string.Join("; ", schedule.Windows.Select(window => $"{Days(window.Days)} {window.From}–{window.To}"));
            yield return $"{(schedule.Outside ? "Outside" : "During")} {windows} ({schedule.TimeZone}).";
        }

        if (conditions.FootageOlderThanMinutes is { } age)
        {
            yield return $"Recordings older than {Span(age)}.";
        }

        if (conditions.ExportLongerThanMinutes is { } length)
        {
            yield return $"Exports longer than {Span(length)}.";
        }
    }

    private static string Days(IReadOnlyList<DayOfWeek> days) =>
        string.Join(", ", days.Select(day => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(day)));

    private static string? Count(int count, string what) => count switch
    {
        0 => null,
        1 => $"1 {what}",
        _ => $"{count} {what}s",
    };

    private static string List(string[] parts) =>
        parts.Length <= 1 ? string.Concat(parts) : string.Join(", ", parts.Take(parts.Length - 1)) + " and " + parts[parts.Length - 1];

    private static string Span(int minutes) => minutes switch
    {
        1 => "1 minute",
        MinutesInHour => "1 hour",
        MinutesInDay => "1 day",
        _ when minutes % MinutesInDay == 0 => $"{minutes / MinutesInDay} days",
        _ when minutes % MinutesInHour == 0 => $"{minutes / MinutesInHour} hours",
        _ => $"{minutes} minutes",
    };
}
