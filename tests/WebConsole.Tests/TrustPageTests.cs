using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>Whether the log can be trusted, as a security officer asks it.</summary>
public sealed class TrustPageTests(ConsoleFixture console)
{
    [Fact]
    public async Task The_whole_log_is_checked_in_front_of_a_person_and_that_stands_in_the_log()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/trust");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Check the whole log now" }).ClickAsync();

        ILocator verdict = window.Page.Locator("[data-piece='/trust/verification'] .verdict.proven");
        await Assertions.Expect(verdict).ToContainTextAsync("Proven");
        await window.PhotographAsync("console-trust");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "the entry about it" }).ClickAsync();
        await Assertions.Expect(window.Entries).ToHaveCountAsync(1);
        await Assertions.Expect(window.Entries.First).ToContainTextAsync("anna");
    }

    [Fact]
    public async Task Who_may_not_read_the_log_may_not_have_it_checked_but_sees_when_it_was()
    {
        await using Window window = await console.SignedInAsync("adam");
        await window.Page.GotoAsync("/trust");

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "The whole log, checked" })).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Check the whole log now" })).ToHaveCountAsync(0);
        Assert.Equal(403, await window.Page.EvaluateAsync<int>("fetch('/api/ledger/verifications', { method: 'POST' }).then(answer => answer.status)"));
    }

    [Fact]
    public async Task Clients_are_shown_with_their_plugin_and_can_be_narrowed_by_their_standing()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/trust");

        ILocator clients = window.Page.GetByRole(AriaRole.Region, new() { Name = "Clients" }).Locator("tbody tr");
        await Assertions.Expect(clients.First).ToBeVisibleAsync();
        int all = await clients.CountAsync();
        await window.Page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = "Silent" }).ClickAsync();

        await window.Page.WaitForURLAsync("**/trust?standing=silent*");
        Assert.True(await clients.CountAsync() < all);
    }
}
