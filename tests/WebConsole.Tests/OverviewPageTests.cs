using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>The overview: pictures of what went on, each of which leads to the entries behind it.</summary>
public sealed partial class OverviewPageTests(ConsoleFixture console)
{
    [Fact]
    public async Task It_is_the_first_page_and_shows_what_the_site_did()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync("/");

        await window.Page.WaitForURLAsync("**/overview");
        await Assertions.Expect(window.Page.Locator(".figure").First).ToContainTextAsync("recordings opened or exported");
        Assert.True(await window.Page.Locator(".plot rect").CountAsync() > 0);
        await Assertions.Expect(window.Page.Locator(".card", new() { HasText = "Busiest people" })).ToContainTextAsync(@"HARBOUR\mkoch");
        await Assertions.Expect(window.Page.Locator(".card", new() { HasText = "Busiest cameras" })).ToContainTextAsync("Quay 3 north");
        await Assertions.Expect(window.Page.Locator(".card", new() { HasText = "Questions for a reason" })).ToContainTextAsync("Declined");
    }

    [Theory]
    [InlineData(".plot a", "resource=")]
    [InlineData(".heat-map td a", "hours=")]
    [InlineData(".ranks a", "actor=HARBOUR")]
    [InlineData(".whole a", "resource=REASON")]
    [InlineData(".figure", "action=ENTER")]
    public async Task Each_picture_leads_to_its_entries(string picture, string filter)
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/overview?range=30d");

        await window.Page.Locator(picture).First.ClickAsync(new() { Force = true });

        await window.Page.WaitForURLAsync("**/log?**");
        Assert.Contains(filter, window.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(window.Entries.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Numbers_are_those_of_the_log()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/overview?range=30d&actor=HARBOUR%5Cjlund");

        await window.Page.GetByText("As a table").ClickAsync();
        string all = await window.Page.Locator(".as-table tbody tr").Last.Locator("td").Last.InnerTextAsync();
        Assert.True(int.Parse(all.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) > 0);
        await window.Page.Locator(".as-table tbody a").Last.ClickAsync();

        await window.Page.WaitForURLAsync("**/log?**");
        Assert.Contains("actor=HARBOUR%5Cjlund", window.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(window.Entries.Filter(new() { HasNotText = @"HARBOUR\jlund" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_arrows_go_from_hour_to_hour()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/overview?range=30d");
        ILocator first = window.Page.Locator(".heat-map td a").First;

        await first.FocusAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("tabindex", "0");
        await window.Page.Keyboard.PressAsync("Enter");

        await window.Page.WaitForURLAsync("**/log?**hours=**");
    }

    [Fact]
    public async Task Working_hours_can_be_said_and_wrong_ones_are_explained()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/overview?range=30d");

        await window.Page.GetByLabel("Working hours").FillAsync("mon-sun 00-24");
        await window.Page.GetByLabel("Working hours").PressAsync("Enter");
        await window.Page.WaitForURLAsync(AllDay());
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("hours");
        await window.Page.GotoAsync("/overview?range=30d&work=mon-sun%2000-23");
        await Assertions.Expect(window.Page.Locator(".card", new() { HasText = "Outside working hours" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_time_without_anything_says_so()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync("/overview?range=custom&from=2020-01-01T00:00&to=2020-01-02T00:00");

        await Assertions.Expect(window.Page.Locator(".overview")).ToContainTextAsync("Nothing was done with recordings in this time, as far as the log knows.");
        await Assertions.Expect(window.Page.Locator(".overview")).ToContainTextAsync("Nobody was asked for a reason in this time.");
        await Assertions.Expect(window.Page.Locator(".figure b").First).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task Who_may_not_read_the_log_is_told_so()
    {
        await using Window window = await console.SignedInAsync("adam");

        await window.Page.GotoAsync("/overview");

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not for your role");
    }

    [GeneratedRegex("work=mon-sun")]
    private static partial Regex AllDay();
}
