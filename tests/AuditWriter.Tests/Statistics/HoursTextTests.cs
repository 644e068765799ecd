using Auditor.AuditWriter.Api;

namespace Auditor.AuditWriter.Tests.Statistics;

/// <summary>Hours of the week as people write them.</summary>
public sealed class HoursTextTests
{
    [Theory]
    [InlineData("mon 07-08", new[] { 7 })]
    [InlineData("sun 22-24", new[] { 166, 167 })]
    [InlineData("mon 00-01, wed 03-04", new[] { 0, 51 })]
    [InlineData("sat-mon 00-01", new[] { 0, 120, 144 })]
    [InlineData("not mon-sat, sun 00-23", new[] { 167 })]
    public void Days_and_hours_are_read(string text, int[] hours) => Assert.Equal(hours, HoursText.Parse(text)!.Order());

    [Fact]
    public void A_day_without_hours_is_all_of_it() => Assert.Equal(24, HoursText.Parse("tue")!.Count);

    [Theory]
    [InlineData("")]
    [InlineData("monday")]
    [InlineData("mon 7-8")]
    [InlineData("mon 08-07")]
    [InlineData("mon 00-25")]
    [InlineData("mon 00-01-02")]
    [InlineData("mon-tue-wed")]
    [InlineData("mon 00-01,")]
    [InlineData("mon 00 01")]
    [InlineData("not mon-sun")]
    public void What_cannot_be_read_or_means_no_hour_is_refused(string text) => Assert.Null(HoursText.Parse(text));
}
