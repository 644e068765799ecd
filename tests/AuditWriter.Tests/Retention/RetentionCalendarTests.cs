using System.Globalization;
using Auditor.AuditWriter.Retention;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Retention;

public sealed class RetentionCalendarTests
{
    /// <summary>In Berlin the year 2026 begins an hour before it begins in UTC.</summary>
    [Theory]
    [InlineData("2026-06-01T00:00:00Z", "2024-12-31T23:00:00Z")]
    [InlineData("2026-12-31T22:59:59Z", "2024-12-31T23:00:00Z")]
    [InlineData("2026-12-31T23:00:00Z", "2025-12-31T23:00:00Z")]
    [InlineData("2027-01-01T00:00:00Z", "2025-12-31T23:00:00Z")]
    public void What_occurred_in_Berlin_is_due_when_the_year_after_it_has_ended_in_Berlin(string asOf, string cutoff) =>
        Assert.Equal(Time(cutoff), RetentionCalendar.Cutoff(new RetentionCeiling { EndOfYearAfter = 1, TimeZone = "Europe/Berlin" }, Time(asOf)));

    [Fact]
    public void The_end_of_the_same_year_and_days_and_years_count_too()
    {
        DateTimeOffset asOf = Time("2028-02-29T12:00:00Z");

        Assert.Equal(Time("2028-01-01T00:00:00Z"), RetentionCalendar.Cutoff(new RetentionCeiling { EndOfYearAfter = 0, TimeZone = "UTC" }, asOf));
        Assert.Equal(Time("2028-01-30T12:00:00Z"), RetentionCalendar.Cutoff(new RetentionCeiling { Days = 30 }, asOf));
        Assert.Equal(Time("2025-02-28T12:00:00Z"), RetentionCalendar.Cutoff(new RetentionCeiling { Years = 3 }, asOf));
        Assert.Equal(Time("2029-02-28T12:00:00Z"), RetentionCalendar.KeptUntil(new RetentionFloor { Years = 1 }, asOf));
        Assert.Equal(Time("2028-03-01T12:00:00Z"), RetentionCalendar.KeptUntil(new RetentionFloor { Days = 1 }, asOf));
    }

    [Theory]
    [InlineData(30, null, null, 30, null, true)]
    [InlineData(30, null, null, 31, null, false)]
    [InlineData(null, 1, null, null, 1, true)]
    [InlineData(null, null, 1, null, 1, true)]
    [InlineData(null, null, 1, null, 2, false)]
    [InlineData(null, null, 1, 365, null, true)]
    [InlineData(null, null, 1, 366, null, false)]
    [InlineData(null, null, 0, 1, null, false)]
    [InlineData(365, null, null, null, 1, false)]
    [InlineData(366, null, null, null, 1, true)]
    [InlineData(null, 3, null, 1096, null, false)]
    public void A_floor_may_not_demand_more_than_the_ceiling_always_allows(int? days, int? years, int? endOfYearAfter, int? floorDays, int? floorYears, bool allowed) =>
        Assert.Equal(
            allowed,
            RetentionCalendar.Allows(
                new RetentionCeiling { Days = days, Years = years, EndOfYearAfter = endOfYearAfter }, new RetentionFloor { Days = floorDays, Years = floorYears }));

    [Theory]
    [InlineData("2026-03-20T02:00:00Z", "2026-03-20T02:00:00Z")]
    [InlineData("2026-03-20T01:59:59Z", "2026-03-19T02:00:00Z")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-07-01T00:59:59Z", "2026-06-30T01:00:00Z")]
    public void The_time_of_the_daily_run_is_that_of_the_zones_clocks(string now, string last) =>
        Assert.Equal(Time(last), RetentionCalendar.LastTime(new TimeOnly(3, 0), "Europe/Berlin", Time(now)));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
