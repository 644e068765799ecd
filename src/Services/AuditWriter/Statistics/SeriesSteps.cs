using Auditor.Storage;

namespace Auditor.AuditWriter.Statistics;

/// <summary>The steps of a time series by local clocks: each of them, also where nothing happened. Pure.</summary>
internal static class SeriesSteps
{
    /// <summary>The finest length that gives at most this many steps is taken where none is asked for.</summary>
    public const int Usual = 200;

    /// <summary>Steps of one answer.</summary>
    public const int Most = 1000;

    /// <summary>The lengths, the finest first.</summary>
    public static readonly string[] Lengths = ["minute", "hour", "day", "week", "month"];

    /// <summary>The length to take where none is asked for.</summary>
    public static string LengthFor(LocalClock clock, DateTimeOffset from, DateTimeOffset to) =>
        Lengths.FirstOrDefault(length => Count(length, clock, from, to) <= Usual) ?? Lengths[^1];

    /// <summary>About how many steps there are; exact but for what clock changes add.</summary>
    public static double Count(string length, LocalClock clock, DateTimeOffset from, DateTimeOffset to) => length switch
    {
        "minute" => (to - from).TotalMinutes,
        "hour" => (to - from).TotalHours,
        "day" => (to - from).TotalDays,
        "week" => (to - from).TotalDays / 7,
        _ => ((clock.At(to).Year - clock.At(from).Year) * 12) + clock.At(to).Month - clock.At(from).Month + 1,
    };

    /// <summary>The starts of all steps from the one that <paramref name="from"/> is in to the one before <paramref name="to"/>.</summary>
    public static List<DateTimeOffset> Starts(string length, LocalClock clock, DateTimeOffset from, DateTimeOffset to)
    {
        var starts = new List<DateTimeOffset>();
        for (DateTimeOffset at = StartOf(length, clock, from); at < to; at = Next(length, clock, at))
        {
            starts.Add(at);
        }

        return starts;
    }

    /// <summary>What the store counts by.</summary>
    public static SeriesUnit UnitOf(string length) => length switch { "minute" => SeriesUnit.Minute, "hour" => SeriesUnit.Hour, _ => SeriesUnit.Day };

    /// <summary>When the step begins that an instant is in, with the offset of the clocks then.</summary>
    public static DateTimeOffset StartOf(string length, LocalClock clock, DateTimeOffset time)
    {
        DateTimeOffset local = clock.At(time);
        return length switch
        {
            "minute" => local.AddTicks(-(local.DateTime.Ticks % TimeSpan.TicksPerMinute)),
            "hour" => local.AddTicks(-(local.DateTime.Ticks % TimeSpan.TicksPerHour)),
            "day" => Instant(clock, local.Date),
            "week" => Instant(clock, local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7))),
            _ => Instant(clock, new DateTime(local.Year, local.Month, 1)),
        };
    }

    public static DateTimeOffset Next(string length, LocalClock clock, DateTimeOffset start) => length switch
    {
        "minute" => clock.At(start.AddMinutes(1)),
        "hour" => clock.At(start.AddHours(1)),
        "day" => Instant(clock, start.Date.AddDays(1)),
        "week" => Instant(clock, start.Date.AddDays(7)),
        _ => Instant(clock, new DateTime(start.Year, start.Month, 1).AddMonths(1)),
    };

    /// <summary>The instant of a local time: the first, where a clock change repeats it; where one leaves it out, the moment of the change.</summary>
    private static DateTimeOffset Instant(LocalClock clock, DateTime local)
    {
        foreach (TimeSpan offset in clock.Periods.Select(period => period.Offset).Distinct().OrderDescending())
        {
            DateTimeOffset at = clock.At(new DateTimeOffset(local, offset));
            if (at.DateTime == local)
            {
                return at;
            }
        }

        // Left out: by the smallest offset it is just behind the change.
        return clock.At(new DateTimeOffset(local, clock.Periods.Max(period => period.Offset))) is var before
            && clock.Periods.FirstOrDefault(period => period.From > before) is { } change ? clock.At(change.From) : before;
    }
}
