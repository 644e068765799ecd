using Auditor.Contracts;
using NodaTime;

namespace Auditor.Rules;

/// <summary>A schedule, ready to be asked. Stretches of the local week, in minutes since Sunday 00:00.</summary>
internal sealed class WeeklySchedule
{
    private const int MinutesPerWeek = 7 * TimeOfDay.MinutesPerDay;

    private readonly DateTimeZone _zone;
    private readonly bool _outside;
    private readonly (int From, int To)[] _stretches;

    private WeeklySchedule(DateTimeZone zone, bool outside, (int From, int To)[] stretches) =>
        (_zone, _outside, _stretches) = (zone, outside, stretches);

    /// <summary>Null when the zone is not known or a window cannot be read.</summary>
    public static WeeklySchedule? TryCompile(Schedule schedule)
    {
        DateTimeZone? zone = NamedTimeZone.Find(schedule.TimeZone);
        if (zone is null || schedule.Windows is null)
        {
            return null;
        }

        var stretches = new List<(int From, int To)>();
        foreach (ScheduleWindow? window in schedule.Windows)
        {
            if (window?.Days is null
                || TimeOfDay.Minutes(window.From) is not { } from || from == TimeOfDay.MinutesPerDay
                || TimeOfDay.Minutes(window.To) is not { } to)
            {
                return null;
            }

            int length = to > from ? to - from : to - from + TimeOfDay.MinutesPerDay;
            foreach (DayOfWeek day in window.Days)
            {
                if (day is < DayOfWeek.Sunday or > DayOfWeek.Saturday)
                {
                    return null;
                }

                int start = ((int)day * TimeOfDay.MinutesPerDay) + from;
                stretches.Add((start, start + length));
            }
        }

        return new WeeklySchedule(zone, schedule.Outside, [.. stretches]);
    }

    /// <summary>Whether the schedule holds at an instant. The instant is turned to local time, so an hour that daylight saving skips never comes, and one that it repeats comes twice.</summary>
    public bool Holds(DateTimeOffset at)
    {
        // By ticks, because a local time after the year 9999 is more than NodaTime's own types hold.
        long ticks = at.UtcTicks + _zone.GetUtcOffset(Instant.FromDateTimeOffset(at)).Ticks;
        int minute = MinuteOfWeek(ticks);
        foreach ((int from, int to) in _stretches)
        {
            // The second test is for what runs from Saturday into Sunday.
            if ((minute >= from && minute < to) || minute + MinutesPerWeek < to)
            {
                return !_outside;
            }
        }

        return _outside;
    }

    private static int MinuteOfWeek(long localTicks)
    {
        // Tick 0 is a Monday, one day after the Sunday on which our week starts.
        long ticks = (localTicks + TimeSpan.TicksPerDay) % (7 * TimeSpan.TicksPerDay);
        return (int)((ticks < 0 ? ticks + (7 * TimeSpan.TicksPerDay) : ticks) / TimeSpan.TicksPerMinute);
    }
}
