using System.Net;
using Auditor.WebConsole.Serving;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>Times are shown in one zone, which is said; an address with times in it shows everybody the same moments.</summary>
public sealed class ZoneTests(ConsoleFixture console)
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TimeZoneInfo Singapore = TimeZoneInfo.FindSystemTimeZoneById("Asia/Singapore");

    [Theory]
    [InlineData("/log?range=custom&from=2026-03-20T07:00&to=2026-03-20T08:30", "/log?range=custom&from=2026-03-20T14%3A00&to=2026-03-20T15%3A30&zone=Asia%2FSingapore")]
    [InlineData("/log?range=custom&from=2026-03-20T07:00&zone=UTC", "/log?range=custom&from=2026-03-20T15%3A00&zone=Asia%2FSingapore")]
    [InlineData("/question?camera=Gate&recordingFrom=2026-07-20T07:00:05", "/question?camera=Gate&recordingFrom=2026-07-20T13%3A00%3A05&zone=Asia%2FSingapore")]
    [InlineData("/log?hours=not%20mon-fri%2007-18", "/log?hours=not%20mon-fri%2007-18&zone=Asia%2FSingapore")]
    [InlineData("/log?range=today&actor=a&actor=b&zone=UTC", "/log?range=today&actor=a&actor=b")]
    [InlineData("/log?from=yesterday", "/log?from=yesterday")]
    [InlineData("/trust", "/trust")]
    public void The_same_moments_are_said_in_another_zone(string address, string expected) =>
        Assert.Equal(expected, ZoneEndpoints.Moved(address, Berlin, Singapore));

    [Fact]
    public async Task Another_zone_is_chosen_for_all_pages_and_given_back()
    {
        await using Window window = await console.SignedInAsync();
        IPage page = window.Page;
        await page.GotoAsync("/log?range=custom&from=2020-03-20T07:00");
        ILocator bar = page.Locator("details.zone > summary");
        await Assertions.Expect(bar).ToContainTextAsync("Europe/Berlin");

        await bar.ClickAsync();
        await page.GetByLabel("Show times in").SelectOptionAsync("Asia/Singapore");
        await page.WaitForURLAsync("**/log?range=custom&from=2020-03-20T14%3A00&zone=Asia%2FSingapore");
        await Assertions.Expect(bar).ToHaveTextAsync("Asia/Singapore (UTC+08:00)");
        await page.GotoAsync("/overview");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("by hour of the week in Asia/Singapore");

        await bar.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "UTC", Exact = true }).ClickAsync();
        await Assertions.Expect(bar).ToHaveTextAsync("UTC");
        await bar.ClickAsync();
        await window.PhotographAsync("console-zone");
        await page.GetByRole(AriaRole.Button, new() { Name = "This browser's: Europe/Berlin" }).ClickAsync();
        await Assertions.Expect(bar).ToContainTextAsync("Europe/Berlin");
    }

    [Fact]
    public async Task A_view_that_somebody_sent_is_in_the_zone_of_who_sent_it()
    {
        await using Window window = await console.SignedInAsync();
        IPage page = window.Page;
        await page.GotoAsync("/log");
        await page.GetByLabel("When").SelectOptionAsync("custom");
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("2020-03-20T07:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.WaitForURLAsync("**zone=Europe%2FBerlin**");

        await page.GotoAsync("/log?range=custom&from=2020-03-20T07:00&zone=Asia/Tokyo");

        await Assertions.Expect(page.Locator("details.zone > summary")).ToHaveTextAsync("Asia/Tokyo (UTC+09:00)");
        await page.Locator("details.zone > summary").ClickAsync();
        await Assertions.Expect(page.Locator("details.zone")).ToContainTextAsync("Yours is Europe/Berlin");
        await page.GotoAsync("/log?zone=../../../etc/passwd");
        await Assertions.Expect(page.Locator("details.zone > summary")).ToContainTextAsync("Europe/Berlin");
    }

    [Fact]
    public async Task What_is_no_zone_is_refused_by_name_and_nobody_is_led_away()
    {
        await using Window window = await console.SignedInAsync();

        IAPIResponse wrong = await window.Page.APIRequest.GetAsync("/zone?zone=Mars/Olympus&back=/log");
        Assert.Equal(((int)HttpStatusCode.BadRequest, true), (wrong.Status, (await wrong.TextAsync()).Contains("Must be a time zone as IANA names it", StringComparison.Ordinal)));
        foreach (string back in new[] { "//evil.example/", "https://evil.example/", "/\\evil.example", "evil" })
        {
            IAPIResponse led = await window.Page.APIRequest.GetAsync("/zone?zone=UTC&back=" + Uri.EscapeDataString(back), new() { MaxRedirects = 0 });
            Assert.Equal((302, "/"), (led.Status, led.Headers["location"]));
        }
    }
}
