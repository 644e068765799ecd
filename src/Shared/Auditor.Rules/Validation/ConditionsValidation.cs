using Auditor.Contracts;

namespace Auditor.Rules;

internal static class ConditionsValidation
{
    public static void Check(string field, RuleConditions? conditions, RuleProblems problems)
    {
        if (!problems.IsThere(field, conditions))
        {
            return;
        }

        problems.Between($"{field}.footageOlderThanMinutes", conditions!.FootageOlderThanMinutes, 1, int.MaxValue);
        problems.Between($"{field}.exportLongerThanMinutes", conditions.ExportLongerThanMinutes, 1, int.MaxValue);
        if (conditions.Schedule is not null)
        {
            CheckSchedule($"{field}.schedule", conditions.Schedule, problems);
        }
    }

    private static void CheckSchedule(string field, Schedule schedule, RuleProblems problems)
    {
        if (NamedTimeZone.Find(schedule.TimeZone) is null)
        {
            problems.Add(
                $"{field}.timeZone",
                $"Must be an IANA id like Europe/Copenhagen or a Windows id like Romance Standard Time; it is '{schedule.TimeZone}'.");
        }

        if (schedule.Windows is { Count: 0 })
        {
            problems.Add($"{field}.windows", "At least one window must be given.");
        }

        problems.Each($"{field}.windows", schedule.Windows, RuleLimits.ScheduleWindows, (path, window) => CheckWindow(path, window, problems));
    }

    private static void CheckWindow(string path, ScheduleWindow window, RuleProblems problems)
    {
        if (window.Days is null or { Count: 0 })
        {
            problems.Add($"{path}.days", $"At least one day must be given: {string.Join(", ", Enum.GetNames(typeof(DayOfWeek)))}.");
        }
        else if (window.Days.Count > 7)
        {
            problems.Add($"{path}.days", $"At most 7 are allowed; there are {window.Days.Count}.");
        }
        else
        {
            for (int i = 0; i < window.Days.Count; i++)
            {
                problems.OneOf($"{path}.days[{i}]", window.Days[i]);
            }
        }

        if (TimeOfDay.Minutes(window.From) is null or TimeOfDay.MinutesPerDay)
        {
            problems.Add($"{path}.from", $"Must be a local time HH:mm from 00:00 to 23:59; it is '{window.From}'.");
        }

        if (TimeOfDay.Minutes(window.To) is null)
        {
            problems.Add($"{path}.to", $"Must be a local time HH:mm from 00:00 to 24:00; it is '{window.To}'.");
        }
    }
}
