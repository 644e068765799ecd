using System.Globalization;
using System.Text;

namespace Auditor.Storage;

/// <summary>Local time in SQL. Only numbers are put into the text.</summary>
internal static class SqliteLocalTime
{
    /// <summary>An expression for the ticks that local clocks show at the UTC ticks of a column.</summary>
    public static string Ticks(LocalClock clock, string column)
    {
        if (clock.Periods.Count == 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"({column} + {clock.Periods[0].Offset.Ticks})");
        }

        // The latest first: most of what is looked at is recent.
        var cases = new StringBuilder("(").Append(column).Append(" + CASE");
        foreach (LocalClock.Period period in clock.Periods.Skip(1).Reverse())
        {
            cases.Append(CultureInfo.InvariantCulture, $" WHEN {column} >= {period.From.UtcTicks} THEN {period.Offset.Ticks}");
        }

        return cases.Append(CultureInfo.InvariantCulture, $" ELSE {clock.Periods[0].Offset.Ticks} END)").ToString();
    }

    /// <summary>An expression for the number of the hour of the week, as in <see cref="WeekHours"/>.</summary>
    public static string HourOfWeek(LocalClock clock, string column) =>
        string.Create(CultureInfo.InvariantCulture, $"({Ticks(clock, column)} / {TimeSpan.TicksPerHour} % {WeekHours.Count})");
}
