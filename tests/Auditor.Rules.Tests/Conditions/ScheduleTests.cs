using System.Globalization;
using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class ScheduleTests
{
    private static readonly DayOfWeek[] Daily = [.. Enumerable.Range(0, 7).Select(day => (DayOfWeek)day)];

    private static bool Holds(string utc, string zone, string from, string to, bool outside = false, params DayOfWeek[] days) => Given.Matches(
        Given.Rule() with
        {
            Conditions = new RuleConditions
            {
                Schedule = new Schedule
                {
                    TimeZone = zone,
                    Outside = outside,
                    Windows = [new ScheduleWindow { Days = days.Length == 0 ? Daily : days, From = from, To = to }],
                },
            },
        },
        Given.Activity() with { ObservedAt = DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture) });

    [Theory]
    [InlineData("2026-06-15T05:59:59Z", false)]
    [InlineData("2026-06-15T06:00:00Z", true)]
    [InlineData("2026-06-15T14:59:59.999Z", true)]
    [InlineData("2026-06-15T15:00:00Z", false)]
    [InlineData("2026-01-12T06:59:59Z", false)]
    [InlineData("2026-01-12T07:00:00Z", true)]
    [InlineData("2026-06-15T16:30:00+10:00", true)]
    public void From_counts_in_and_to_counts_out_by_the_zones_clock_in_summer_and_winter(string at, bool holds)
    {
        Assert.Equal(holds, Holds(at, "Europe/Copenhagen", "08:00", "17:00"));
        Assert.Equal(holds, Holds(at, "Romance Standard Time", "08:00", "17:00"));
        Assert.Equal(!holds, Holds(at, "Europe/Copenhagen", "08:00", "17:00", outside: true));
    }

    [Theory]
    [InlineData("2026-06-12T22:00:00Z", true)]
    [InlineData("2026-06-13T05:59:00Z", true)]
    [InlineData("2026-06-13T06:00:00Z", false)]
    [InlineData("2026-06-12T05:00:00Z", false)]
    [InlineData("2026-06-13T22:30:00Z", false)]
    public void A_window_across_midnight_belongs_to_the_day_on_which_it_starts(string at, bool holds) =>
        Assert.Equal(holds, Holds(at, "UTC", "22:00", "06:00", outside: false, DayOfWeek.Friday));

    [Theory]
    [InlineData("2026-06-13T23:00:00Z", true)]
    [InlineData("2026-06-14T01:59:00Z", true)]
    [InlineData("2026-06-14T02:00:00Z", false)]
    public void A_window_may_run_from_saturday_into_sunday(string at, bool holds) =>
        Assert.Equal(holds, Holds(at, "UTC", "22:00", "02:00", outside: false, DayOfWeek.Saturday));

    [Theory]
    [InlineData("08:00", "2026-06-15T07:59:00Z", false)]
    [InlineData("08:00", "2026-06-15T08:00:00Z", true)]
    [InlineData("08:00", "2026-06-16T07:59:00Z", true)]
    [InlineData("08:00", "2026-06-16T08:00:00Z", false)]
    [InlineData("00:00", "2026-06-15T23:59:59Z", true)]
    [InlineData("00:00", "2026-06-16T00:00:00Z", false)]
    public void Equal_times_mean_a_whole_day_from_the_start(string time, string at, bool holds) =>
        Assert.Equal(holds, Holds(at, "UTC", time, time, outside: false, DayOfWeek.Monday));

    [Theory]
    [InlineData("2026-06-15T23:59:59Z", true)]
    [InlineData("2026-06-16T00:00:00Z", false)]
    public void Twenty_four_is_the_end_of_the_day(string at, bool holds) =>
        Assert.Equal(holds, Holds(at, "UTC", "17:00", "24:00", outside: false, DayOfWeek.Monday));

    [Theory]
    [InlineData("Europe/Copenhagen", "2026-03-29T00:59:59Z", true)]
    [InlineData("Europe/Copenhagen", "2026-03-29T01:00:00Z", false)]
    [InlineData("America/New_York", "2026-03-08T06:59:59Z", true)]
    [InlineData("America/New_York", "2026-03-08T07:00:00Z", false)]
    [InlineData("Eastern Standard Time", "2026-03-08T07:00:00Z", false)]
    public void An_hour_that_daylight_saving_skips_never_comes(string zone, string at, bool before)
    {
        // The clock goes from 01:59 to 03:00.
        Assert.Equal(before, Holds(at, zone, "01:00", "02:00"));
        Assert.False(Holds(at, zone, "02:00", "03:00"));
        Assert.Equal(!before, Holds(at, zone, "03:00", "04:00"));
    }

    [Theory]
    [InlineData("Europe/Copenhagen", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "02:00", "03:00")]
    [InlineData("America/New_York", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "01:00", "02:00")]
    public void An_hour_that_daylight_saving_repeats_comes_twice(string zone, string first, string second, string from, string to)
    {
        Assert.True(Holds(first, zone, from, to));
        Assert.True(Holds(second, zone, from, to));
    }

    [Fact]
    public void The_ends_of_time_are_decided_without_an_error()
    {
        Assert.True(Given.Matches(
            Given.Rule() with { Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "Asia/Kolkata", Outside = true } } },
            Given.Activity() with { ObservedAt = DateTimeOffset.MaxValue }));
        Assert.True(Given.Matches(
            Given.Rule() with { Conditions = new RuleConditions { Schedule = new Schedule { TimeZone = "America/New_York", Outside = true } } },
            Given.Activity() with { ObservedAt = DateTimeOffset.MinValue }));
    }
}
