using System.Globalization;
using Auditor.Contracts;

namespace Auditor.Rules.Tests;

/// <summary>A schedule by the framework's own time zones and calendar dates, where the product uses NodaTime and minutes of the week.</summary>
internal static class NaiveSchedule
{
    public static bool Holds(Schedule schedule, DateTimeOffset at)
    {
        DateTime local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone)).DateTime;
        bool inside = false;
        foreach (ScheduleWindow window in schedule.Windows)
        {
            inside |= IsInside(window, local, local.Date) || IsInside(window, local, local.Date.AddDays(-1));
        }

        return inside != schedule.Outside;
    }

    private static bool IsInside(ScheduleWindow window, DateTime local, DateTime startDay)
    {
        DateTime from = startDay + Time(window.From);
        DateTime to = startDay + Time(window.To);
        to = to > from ? to : to.AddDays(1);
        return window.Days.Contains(startDay.DayOfWeek) && local >= from && local < to;
    }

    private static TimeSpan Time(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1) : TimeSpan.ParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture);
}
