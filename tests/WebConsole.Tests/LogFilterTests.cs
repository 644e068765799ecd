using System.Net;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>Several values of a field, and reasons that are missing, in the log.</summary>
public sealed class LogFilterTests(ConsoleFixture console)
{
    [Fact]
    public async Task What_most_people_come_for_is_one_click_away()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/log?range=all");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "What operators did" }).ClickAsync();

        await Assertions.Expect(window.Page.Locator(".chips li")).ToHaveTextAsync(["What: Playback×", "What: Independent playback×", "What: Export×", "What: Reason×", "Clear all"]);
        await Assertions.Expect(window.Entries.First).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.Locator(".entry.quiet")).ToHaveCountAsync(0);
        Assert.Contains("range=all", window.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/log?range=custom&from=garbage", "'garbage' is not a time")]
    [InlineData("/log?range=banana", "'banana' is not one of 1h, today")]
    [InlineData("/log?zone=Mars/Phobos", "'Mars/Phobos' is not a time zone")]
    [InlineData("/log?tenant=a&tenant=b", "Give it at most 1 times.")]
    [InlineData("/log?reason=LONG", "At most 500 characters.")]
    [InlineData("/log?entry=not-a-guid", "names no entry of the log")]
    [InlineData("/overview?range=banana", "'banana' is not one of 1h, today")]
    [InlineData("/nope", "There is no such page")]
    [InlineData("/rules/abc", "There is no such page")]
    [InlineData("/log/entry/not-a-guid", "There is no such page")]
    public async Task What_an_address_says_wrongly_is_said_and_nothing_passes_for_an_answer(string address, string said)
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync(address.Replace("LONG", new string('x', 600), StringComparison.Ordinal));

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(said);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Overview" })).ToBeVisibleAsync();
        if (!address.Contains("entry=", StringComparison.Ordinal))
        {
            await Assertions.Expect(window.Entries).ToHaveCountAsync(0);
        }
    }

    [Theory]
    [InlineData("/nope", null)]
    [InlineData("/nope", "application/json")]
    [InlineData("/api/nope", "*/*")]
    public async Task A_program_that_asks_for_nothing_that_is_there_gets_a_problem(string address, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        using HttpResponseMessage answer = await console.Standalone.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Several_kinds_and_persons_are_chips_of_their_own()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/log?resource=PLAYBACK");

        await window.Page.Locator(".choices summary").First.ClickAsync();
        await window.Page.Locator("input[name=resource][value=EXPORT]").CheckAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.GetByLabel("Person", new() { Exact = true }).FillAsync(@"HARBOUR\mkoch");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await window.Page.WaitForURLAsync("**/log?**mkoch**");
        await window.Page.GetByLabel("Person", new() { Exact = true }).FillAsync(@"HARBOUR\jlund");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        await window.Page.WaitForURLAsync("**/log?**jlund**");
        await Assertions.Expect(window.Page.Locator(".chips li")).ToHaveCountAsync(5);
        await Assertions.Expect(window.Entries.Filter(new() { HasText = @"HARBOUR\jlund" }).First).ToBeVisibleAsync();
        await window.Page.Locator(".chips a", new() { HasText = "mkoch" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator(".chips li")).ToHaveCountAsync(4);
        await Assertions.Expect(window.Entries.Filter(new() { HasText = @"HARBOUR\mkoch" })).ToHaveCountAsync(0);
        Assert.Contains("jlund", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_reason_and_what_was_declined_is_found()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync("/log?range=all&reasonState=missing");
        await Assertions.Expect(window.Page.Locator(".chips")).ToContainTextAsync("Without a reason");
        await Assertions.Expect(window.Entries.Filter(new() { HasText = @"HARBOUR\jlund" }).First).ToContainTextAsync("opened playback");

        await window.Page.GetByText("More", new() { Exact = true }).WaitForAsync();
        await window.Page.GotoAsync("/log?range=all&reasonState=declined");
        await Assertions.Expect(window.Entries.First).ToContainTextAsync("declined to give a reason");
        await Assertions.Expect(window.Entries.Filter(new() { HasNotText = "declined to give a reason" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Hours_of_the_week_and_times_of_recordings_are_filters_too()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync("/log?range=all&resource=EXPORT&recordingFrom=2020-01-01T00:00&recordingTo=2020-01-02T00:00");
        await Assertions.Expect(window.Page.Locator(".chips")).ToContainTextAsync("1 Jan 2020");
        await Assertions.Expect(window.Page.Locator("[data-empty]")).ToBeVisibleAsync();
        await window.Page.GotoAsync("/log?range=all&hours=noon");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("'noon' is not like");
    }
}
