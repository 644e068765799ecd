using Auditor.AuditWriter.Statistics;
using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Statistics;

/// <summary>Steps of time by the clocks of real zones.</summary>
public sealed class SeriesStepsTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-31T00:00:00Z", "2026-03-28T00:00:00+01:00 2026-03-29T00:00:00+01:00 2026-03-30T00:00:00+02:00 2026-03-31T00:00:00+02:00")]
    // Midnight is left out in Beirut on the day the clocks go forward: the day begins at one.
    [InlineData("Asia/Beirut", "2026-03-28T10:00:00Z", "2026-03-29T10:00:00Z", "2026-03-28T00:00:00+02:00 2026-03-29T01:00:00+03:00")]
    public void Days_begin_at_local_midnight(string zone, string from, string to, string starts) => Check("day", zone, from, to, starts);

    [Fact]
    public void Weeks_begin_on_monday() =>
        Check("week", "America/New_York", "2026-03-08T12:00:00Z", "2026-03-10T12:00:00Z", "2026-03-02T00:00:00-05:00 2026-03-09T00:00:00-04:00");

    [Fact]
    public void Months_begin_on_the_first() =>
        Check("month", "Asia/Kathmandu", "2025-12-31T18:00:00Z", "2026-01-31T18:20:00Z", "2025-12-01T00:00:00+05:45 2026-01-01T00:00:00+05:45 2026-02-01T00:00:00+05:45");

    [Fact]
    public void An_hour_that_comes_twice_is_two_steps() =>
        Check("hour", "Europe/Berlin", "2026-10-25T00:15:00Z", "2026-10-25T02:00:00Z", "2026-10-25T02:00:00+02:00 2026-10-25T02:00:00+01:00");

    [Theory]
    [InlineData(0.04, "minute")]
    [InlineData(7, "hour")]
    [InlineData(30, "day")]
    [InlineData(365, "week")]
    [InlineData(3650, "month")]
    public void Where_none_is_asked_for_the_finest_that_is_readable_is_taken(double days, string length)
    {
        DateTimeOffset from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(length, SeriesSteps.LengthFor(LocalClock.Utc, from, from.AddDays(days)));
    }

    private static void Check(string length, string zone, string from, string to, string starts)
    {
        var filter = new AuditFilter { From = Time(from), To = Time(to) };
        LocalClock clock = LocalTimes.Of(zone)!.ClockFor(filter);

        List<DateTimeOffset> found = SeriesSteps.Starts(length, clock, filter.From!.Value, filter.To!.Value);

        Assert.Equal(starts.Split(' ').Select(start => start), found.Select(start => start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
