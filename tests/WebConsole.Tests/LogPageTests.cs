using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>The log, as a security officer uses it.</summary>
public sealed partial class LogPageTests(ConsoleFixture console)
{
    [Fact]
    public async Task The_link_of_the_first_start_leads_to_what_the_site_did()
    {
        await using Window window = await console.OpenAsync();

        await window.Page.GotoAsync(await console.Standalone.LinkAsync());

        await window.Page.WaitForURLAsync("**/overview");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Log", Exact = true }).ClickAsync();
        await Assertions.Expect(window.Entries.Filter(new() { HasText = "exported" }).First).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.Locator(".zone")).ToContainTextAsync("Europe/Berlin");
        await window.PhotographAsync("console-log");
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_there_first_and_then_where_he_wanted()
    {
        await using Window window = await console.OpenAsync();

        await window.Page.GotoAsync("/log?resource=EXPORT&range=all");
        await window.Page.GetByLabel("Name").FillAsync("anna");
        await window.Page.GetByLabel("Password").FillAsync(ConsoleFixture.Password);
        await window.Page.Keyboard.PressAsync("Enter");

        await window.Page.WaitForURLAsync("**/log?resource=EXPORT&range=all");
        await Assertions.Expect(window.Page.Locator(".chips")).ToContainTextAsync("Export");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://[")]
    public async Task After_signing_in_nobody_is_led_elsewhere(string where)
    {
        await using Window window = await console.OpenAsync();

        await window.Page.GotoAsync("/sign-in?return=" + Uri.EscapeDataString(where));
        await window.Page.GetByLabel("Name").FillAsync("anna");
        await window.Page.GetByLabel("Password").FillAsync(ConsoleFixture.Password);
        await window.Page.Keyboard.PressAsync("Enter");

        await window.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        Assert.StartsWith(console.Standalone.Address.ToString(), window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_are_in_the_address_and_can_be_taken_away_one_by_one()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.Locator(".choices summary").First.ClickAsync();
        await window.Page.Locator("input[name=resource][value=EXPORT]").CheckAsync();
        await window.Page.GetByLabel("Camera", new() { Exact = true }).FillAsync("Quay 3 north");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        await window.Page.WaitForURLAsync(AddressOfExports());
        Assert.DoesNotContain("reason=", window.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(window.Entries.Filter(new() { HasNotText = "export" })).ToHaveCountAsync(0);
        Assert.True(await window.Entries.CountAsync() > 0);
        await window.Page.Locator(".chips a", new() { HasText = "Camera" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator(".chips li")).ToHaveCountAsync(2);
        Assert.DoesNotContain("camera=", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_opens_beside_the_list_and_is_proven_before_one_s_eyes()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/log?resource=EXPORT&action=COMPLETE");

        await window.Entries.First.ClickAsync();

        await Assertions.Expect(window.Panel).ToContainTextAsync("exported, to USB: police, as Database");
        Assert.Contains("entry=", window.Page.Url, StringComparison.Ordinal);
        await window.Panel.GetByRole(AriaRole.Button, new() { Name = "Prove it" }).ClickAsync();
        await Assertions.Expect(window.Panel.Locator(".verdict")).ToContainTextAsync("Proven: the entry");
        IDownload proof = await window.Page.RunAndWaitForDownloadAsync(() => window.Panel.GetByText("Download the proof").ClickAsync());
        Assert.StartsWith("c2sp.org/tlog-proof@v1", await File.ReadAllTextAsync(await proof.PathAsync()), StringComparison.Ordinal);
        await window.PhotographAsync("console-entry");

        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(window.Panel).ToBeHiddenAsync();
        await window.Page.GoBackAsync();
        await Assertions.Expect(window.Panel).ToContainTextAsync("exported");
    }

    [Fact]
    public async Task The_keys_go_through_the_list()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/log?resource=PLAYBACK");
        // The demo goes on, and what comes meanwhile would move what the test counts.
        await window.Page.Locator("[data-live]").ClickAsync();
        await Assertions.Expect(window.Page.Locator("[data-live]")).ToHaveAttributeAsync("aria-pressed", "false");
        await window.Page.Locator("main").FocusAsync();

        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(window.Panel).ToBeVisibleAsync();
        Assert.Equal(await window.Entries.Nth(1).GetAttributeAsync("data-id"), await window.Page.Locator(".entry[aria-selected=true]").GetAttributeAsync("data-id"));
    }

    [Fact]
    public async Task What_happens_now_shows_up_by_itself_unless_it_is_paused()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/log?resource=CAMERA_SETTINGS");
        await console.Standalone.ReportAsync("first");
        await Assertions.Expect(window.Entries.First).ToContainTextAsync("first", new() { Timeout = 20_000 });
        await console.Standalone.ReportAsync("second");
        await Assertions.Expect(window.Entries.First).ToContainTextAsync("second", new() { Timeout = 20_000 });

        await window.Page.Locator("[data-live]").ClickAsync();
        await console.Standalone.ReportAsync("third");
        await window.Page.WaitForTimeoutAsync(3000);
        await Assertions.Expect(window.Entries.First).ToContainTextAsync("second");
        await window.Page.Locator("[data-live]").ClickAsync();
        await Assertions.Expect(window.Entries.First).ToContainTextAsync("third", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task A_change_shows_what_it_changed()
    {
        await using Window window = await console.SignedInAsync();
        await console.Standalone.ReportAsync("brightness");
        await window.Page.GotoAsync("/log?resource=CAMERA_SETTINGS");

        await window.Entries.First.ClickAsync();

        await Assertions.Expect(window.Panel.Locator(".difference tr.changed")).ToHaveTextAsync(BrightnessChanged());
    }

    [Fact]
    public async Task Who_may_not_read_the_log_is_told_so()
    {
        await using Window window = await console.SignedInAsync("adam");

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not for your role");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("auditor");
        await window.PhotographAsync("console-no-permission");
    }

    [Fact]
    public async Task A_session_that_ended_leads_back_to_where_one_was()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/log?resource=PLAYBACK");

        await window.Page.Context.ClearCookiesAsync(new() { Name = "auditor-session" });

        await window.Page.WaitForURLAsync("**/sign-in?return=*PLAYBACK*", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task A_wrong_filter_is_explained_and_not_passed_over()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync("/log?rule=nonsense");

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("'nonsense' is not a UUID.");
    }

    [Fact]
    public async Task A_search_is_kept_and_found_again()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/log?resource=EXPORT");

        await window.Page.GetByText("Saved searches").ClickAsync();
        await window.Page.GetByLabel("Name of this search").FillAsync("Exports <b>of</b> the week");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await window.Page.GotoAsync("/log");
        await window.Page.GetByText("Saved searches").ClickAsync();
        await window.Page.GetByText("Exports <b>of</b> the week").ClickAsync();

        await window.Page.WaitForURLAsync("**/log?resource=EXPORT");
    }

    [GeneratedRegex("resource=EXPORT.*camera=Quay|camera=Quay.*resource=EXPORT")]
    private static partial Regex AddressOfExports();

    [GeneratedRegex("/value.*60.*75")]
    private static partial Regex BrightnessChanged();
}
