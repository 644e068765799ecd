using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>Keys, accounts, retention, holds and settings, as an administrator sees to them.</summary>
public sealed class AdministrationPageTests(ConsoleFixture console)
{
    private readonly string _name = "Test " + Guid.NewGuid().ToString("n")[..8];

    [Fact]
    public async Task A_key_is_shown_once_works_and_works_no_more_when_it_is_revoked()
    {
        await using Window window = await console.SignedInAsync("adam");
        await window.Page.GotoAsync("/administration/keys");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "New key" }).ClickAsync();
        ILocator dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync(_name);

        // Without a role there is no key, and the form says so.
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong, [data-problem]:not([hidden])").First).ToBeVisibleAsync();
        await dialog.GetByLabel("auditor").First.CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".secret")).ToContainTextAsync("auditor_");
        string key = await dialog.Locator(".secret").InnerTextAsync();
        await window.PhotographAsync("console-new-key");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        Assert.Equal(HttpStatusCode.OK, await CallAsync(key));
        ILocator row = window.Page.Locator("tbody tr").Filter(new() { HasText = _name });
        await Assertions.Expect(row).ToBeVisibleAsync();
        Assert.DoesNotContain(key, await window.Page.ContentAsync(), StringComparison.Ordinal);
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("revoked");
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(key));
    }

    [Fact]
    public async Task An_account_is_made_changed_and_disabled_and_what_is_wrong_stands_at_its_field()
    {
        await using Window window = await console.SignedInAsync("adam");
        await window.Page.GotoAsync("/administration/accounts");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "New account" }).ClickAsync();
        ILocator dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(_name);
        await dialog.GetByLabel("Password").FillAsync("short");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();

        await Assertions.Expect(dialog.Locator("[name=password][aria-invalid]")).ToBeVisibleAsync();
        await window.PhotographAsync("console-account-error");
        await dialog.GetByLabel("Password").FillAsync(ConsoleFixture.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();

        ILocator row = window.Page.Locator("tbody tr").Filter(new() { HasText = _name });
        await row.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await dialog.GetByLabel("Shown as").FillAsync("Frau Ağaoğlu");
        await dialog.GetByLabel("administrator").First.CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Frau Ağaoğlu");
        await Assertions.Expect(row).ToContainTextAsync("auditor, administrator");

        await row.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("may sign in");
        await row.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("disabled");
    }

    [Fact]
    public async Task A_policy_is_set_and_tried_before_anything_goes()
    {
        await using Window window = await console.SignedInAsync("adam");
        await window.Page.GotoAsync("/administration/retention");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Set a policy" }).ClickAsync();
        ILocator dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Entries about").SelectOptionAsync("TRIGGER");
        await dialog.Locator("[name=floorNumber]").FillAsync("3");
        await dialog.Locator("[name=floorUnit]").SelectOptionAsync("years");
        await dialog.Locator("[name=ceilingNumber]").FillAsync("10");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        // Kept for three years at least, and erased after ten days: that is none.
        await Assertions.Expect(dialog.Locator(".wrong")).ToContainTextAsync("ceiling");
        await dialog.Locator("[name=ceilingUnit]").SelectOptionAsync("endOfYearAfter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        ILocator row = window.Page.GetByRole(AriaRole.Region, new() { Name = "Policies" }).Locator("tbody tr");
        await Assertions.Expect(row).ToContainTextAsync("3 years");
        await Assertions.Expect(row).ToContainTextAsync("the end of the 10th year after (Europe/Berlin)");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("[data-dry-run-result]")).ToContainTextAsync("Nothing would be erased.");
        await window.PhotographAsync("console-retention");
        await row.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_hold_is_placed_and_released_for_a_reason()
    {
        await using Window window = await console.SignedInAsync("adam");
        await window.Page.GotoAsync("/administration/holds");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Place a hold" }).ClickAsync();
        ILocator dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync(_name);
        await dialog.GetByLabel("Reason", new() { Exact = false }).First.FillAsync("Court order 12/26");
        await dialog.GetByLabel("Person").FillAsync("HARBOUR\\mkoch");
        await dialog.GetByLabel("From").FillAsync("2026-03-20T07:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Place the hold" }).ClickAsync();

        ILocator row = window.Page.Locator("tbody tr").Filter(new() { HasText = _name });
        await Assertions.Expect(row).ToContainTextAsync("by HARBOUR\\mkoch");
        await Assertions.Expect(row).ToContainTextAsync("from 2026-03-20 07:00:00");
        await window.PhotographAsync("console-holds");
        await row.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
        await dialog.GetByLabel("Why").FillAsync("Case closed");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Ended ones too" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Case closed");
    }

    [Fact]
    public async Task Settings_say_where_each_comes_from()
    {
        await using Window window = await console.SignedInAsync("adam");
        await window.Page.GotoAsync("/administration/settings");

        ILocator Of(string key) => window.Page.Locator("tbody tr").Filter(new() { Has = window.Page.GetByText(key, new() { Exact = true }) });
        await Assertions.Expect(Of("urls").Locator(".badge")).ToHaveTextAsync("command line");
        await Assertions.Expect(Of("Auditor:Store:Folder").Locator(".badge")).ToHaveTextAsync("command line");
        await Assertions.Expect(Of("Auditor:Bus:Prefetch")).ToContainTextAsync("256");
        await Assertions.Expect(Of("Auditor:Bus:Prefetch")).ToContainTextAsync("default");
        await window.PhotographAsync("console-settings");
    }

    [Fact]
    public async Task Who_is_no_administrator_is_told_so()
    {
        await using Window window = await console.SignedInAsync("olga");
        foreach (string path in (string[])["/administration/accounts", "/administration/keys", "/administration/settings", "/deliveries/failed"])
        {
            await window.Page.GotoAsync(path);
            await Assertions.Expect(window.Page.Locator(".note.barred")).ToContainTextAsync("not for your role");
        }

        await window.Page.GotoAsync("/administration/holds");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Place a hold" })).ToHaveCountAsync(0);
    }

    private async Task<HttpStatusCode> CallAsync(string key)
    {
        using var http = new HttpClient { BaseAddress = console.Standalone.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage answer = await http.GetAsync("/api/audit/entries?limit=1");
        return answer.StatusCode;
    }
}
