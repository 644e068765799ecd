using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.Storage;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>Deliveries and failed appends, as an administrator looks after them.</summary>
public sealed class DeliveriesPageTests(ConsoleFixture console)
{
    [Fact]
    public async Task A_destination_that_is_away_says_why_and_one_entry_can_be_passed_over_for_a_reason()
    {
        string name = "SIEM " + Guid.NewGuid().ToString("n")[..6];
        await SubscribeAsync(name);
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/deliveries");

        ILocator card = window.Page.Locator(".delivery").Filter(new() { HasText = name });
        await Assertions.Expect(card.Locator(".badge")).ToHaveTextAsync("fails, is tried again", new() { Timeout = 20_000 });
        await Assertions.Expect(card.Locator(".verdict")).ToContainTextAsync("refused");
        await Assertions.Expect(card).ToContainTextAsync("127.0.0.1:1");
        await window.PhotographAsync("console-deliveries");
        await card.GetByRole(AriaRole.Button, new() { Name = "Try again now" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("#said")).ToContainTextAsync("tried again");

        await card.GetByRole(AriaRole.Button, new() { Name = "Pass over one entry" }).ClickAsync();
        ILocator dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Pass it over" }).ClickAsync();
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByLabel("Why").FillAsync("It was told by telephone");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Pass it over" }).ClickAsync();

        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await UntilLoggedAsync("resource=SUBSCRIPTION&action=SKIP", "It was told by telephone");
    }

    [Fact]
    public async Task A_message_that_could_not_become_an_entry_is_read_and_set_aside_for_a_reason()
    {
        string body = $$"""{"kind":"nobody knows this","note":"<b>{{Guid.NewGuid()}}</b>"}""";
        await using (SqliteFailedAppends failures = await SqliteFailedAppends.OpenAsync(console.Standalone.LogFile, TestContext.Current.CancellationToken))
        {
            await failures.AddAsync(
                new FailedAppend
                {
                    FailureId = Guid.CreateVersion7(),
                    Queue = "auditor.audit-writer.decisions",
                    Body = Encoding.UTF8.GetBytes(body),
                    ContentType = "application/json",
                    Problem = "'kind' is not one that is known.",
                    FailedAt = DateTimeOffset.UtcNow,
                },
                TestContext.Current.CancellationToken);
        }

        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/deliveries/failed");
        await window.PhotographAsync("console-failed-appends");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Look at it" }).First.ClickAsync();

        // As it came, and not as the browser would read it.
        await Assertions.Expect(window.Page.Locator("pre.message")).ToHaveTextAsync(body);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Set it aside" }).ClickAsync();
        ILocator dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Why").FillAsync("A test of the network");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Set it aside" }).ClickAsync();

        await window.Page.WaitForURLAsync("**/deliveries/failed");
        await Assertions.Expect(window.Page.Locator(".empty")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Settled ones too" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Look at it" }).First.ClickAsync();
        await Assertions.Expect(window.Page.Locator("dl")).ToContainTextAsync("A test of the network");
    }

    [Fact]
    public async Task A_destination_is_made_disabled_enabled_and_deleted()
    {
        string name = "Webhook " + Guid.NewGuid().ToString("n")[..6];
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/deliveries");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "New destination" }).ClickAsync();
        ILocator dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await dialog.GetByLabel("Export", new() { Exact = true }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();

        // Without an address there is none, and the form says so at the field; of the other kinds nothing is asked.
        await Assertions.Expect(dialog.Locator("[name='destination.webhook.url'][aria-invalid]")).ToBeVisibleAsync();
        await window.PhotographAsync("console-new-destination");
        await dialog.Locator("[name='destination.webhook.url']").FillAsync("https://siem.example/audit");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".secret")).ToContainTextAsync("whsec_");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        ILocator card = window.Page.Locator(".delivery").Filter(new() { HasText = name });
        await Assertions.Expect(card).ToContainTextAsync("gets Export");
        await card.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Assertions.Expect(card.Locator(".badge")).ToHaveTextAsync("disabled");
        await card.GetByRole(AriaRole.Button, new() { Name = "Enable" }).ClickAsync();
        await Assertions.Expect(card.Locator(".badge")).Not.ToHaveTextAsync("disabled");
        await card.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
    }

    private async Task SubscribeAsync(string name)
    {
        using HttpResponseMessage made = await console.Standalone.Http.PostAsJsonAsync("/api/subscriptions", new
        {
            id = Guid.CreateVersion7(),
            name,
            startAt = "BEGINNING",
            filter = new { resources = new[] { "EXPORT" } },
            destination = new { kind = "SYSLOG", syslog = new { host = "127.0.0.1", port = 1, tls = false } },
        });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
    }

    private async Task UntilLoggedAsync(string query, string text)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(30);
        while (!(JsonNode.Parse(await console.Standalone.Http.GetStringAsync("/api/audit/entries?limit=5&" + query))!["entries"]!.ToJsonString().Contains(text, StringComparison.Ordinal)))
        {
            Assert.True(DateTime.UtcNow < until, $"No entry like {query} has '{text}'.");
            await Task.Delay(200);
        }
    }
}
