using Auditor.Notifier.Destinations.Email;

namespace Auditor.Notifier.Tests.Email;

public sealed class MailClockTests
{
    [Theory]
    [InlineData("Europe/Copenhagen", "2026-11-21T07:00:00Z", "2026-11-21T08:00:00Z", "21 Nov 08:00-09:00 CET")]
    [InlineData("Europe/Copenhagen", "2026-07-21T07:00:00Z", "2026-07-21T07:00:59Z", "21 Jul 09:00 CEST")]
    [InlineData("Europe/Copenhagen", "2026-11-21T22:30:00Z", "2026-11-21T23:30:00Z", "21 Nov 23:30 - 22 Nov 00:30 CET")]
    [InlineData("Europe/Copenhagen", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "25 Oct 02:30 CEST-02:30 CET")]
    [InlineData("America/Sao_Paulo", "2026-11-21T07:00:00Z", "2026-11-21T08:00:00Z", "21 Nov 04:00-05:00 UTC-03")]
    [InlineData("UTC", "2026-11-21T07:00:00Z", "2026-11-21T08:00:00Z", "21 Nov 07:00-08:00 UTC")]
    public void A_span_names_its_zone(string zone, string first, string last, string told) =>
        Assert.Equal(told, new MailClock(zone).Span(Time(first), Time(last)));

    [Fact]
    public void The_ends_of_time_are_told_all_the_same() =>
        Assert.Equal("1 Jan 0001", new MailClock("America/New_York").Date(DateTimeOffset.MinValue));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
