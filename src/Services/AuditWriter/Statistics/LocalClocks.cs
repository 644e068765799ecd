using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.AuditWriter.Statistics;

/// <summary>The clocks of named zones, as the stores count by them.</summary>
internal static class LocalClocks
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(32);
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A clock is put into the query, latest period first: periods that no entry is of yet would make each entry slower to count.</summary>
    private static DateTimeOffset Latest => DateTimeOffset.UtcNow.AddYears(1);

    /// <summary>The zone's clocks over the time that a filter is about; where it has no end, from 2000 to a year from now.</summary>
    public static LocalClock ClockFor(this LocalTimes zone, AuditFilter filter)
    {
        // A week or a month begins before the time that is asked for.
        DateTimeOffset from = Within(Within(filter.From ?? Earliest) - LongestStep);
        DateTimeOffset to = Within(filter.To ?? Latest);
        return new LocalClock([.. zone.OffsetsBetween(from, to < from ? from : to).Select(one => new LocalClock.Period(one.From, one.Offset))]);
    }

    private static DateTimeOffset Within(DateTimeOffset time) => time < Earliest ? Earliest : time > Latest ? Latest : time;
}
