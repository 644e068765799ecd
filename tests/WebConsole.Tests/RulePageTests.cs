using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>The rules, as an administrator who is an auditor too works with them.</summary>
public sealed partial class RulePageTests(ConsoleFixture console)
{
    [Fact]
    public async Task A_rule_is_made_mended_tried_saved_changed_and_taken_back()
    {
        await using Window window = await console.SignedInAsync();
        IPage page = window.Page;
        await page.GotoAsync("/rules");
        await page.GetByRole(AriaRole.Link, new() { Name = "New rule" }).ClickAsync();

        // A mistake first: each is said at its field.
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the rule" }).ClickAsync();
        await Assertions.Expect(Named(page, "name")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator(".wrong", new() { HasText = "A name is required." })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("fieldset[name=whom] + .wrong")).ToContainTextAsync("At least one user");
        await window.PhotographAsync("console-rule-mistakes");

        // It says so while one types, and what the rule will do.
        await Named(page, "name").FillAsync("Whoever looks at the quay");
        await page.GetByLabel("Everyone").CheckAsync();
        await Assertions.Expect(page.Locator(".wrong")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a reason" }).ClickAsync();
        await Named(page, "predefinedReasons[0].text").FillAsync("Police request");
        await Named(page, "reasonPolicy.answerValidMinutes").FillAsync("15");
        await Named(page, "mode").SelectOptionAsync("shadow");
        await Assertions.Expect(page.Locator("[data-words]")).ToContainTextAsync("It catches everyone at all cameras.");
        await Assertions.Expect(page.Locator("[data-words]")).ToContainTextAsync("It is good for 15 minutes.");

        // On the past; and it is found again by who went away.
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".outcome")).ToContainTextAsync("It would have matched", new() { Timeout = 30_000 });
        await window.PhotographAsync("console-rule-tried");
        string tried = page.Url;
        Assert.Contains("test=", tried, StringComparison.Ordinal);
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.GotoAsync("/log");
        await page.GotoAsync(tried);
        await Assertions.Expect(page.Locator(".outcome")).ToContainTextAsync("It would have matched");
        await Assertions.Expect(Named(page, "name")).ToHaveValueAsync("Whoever looks at the quay");
        ILocator other = page.GetByRole(AriaRole.Button, new() { Name = "Take the draft that was tried" });
        await Assertions.Expect(other).ToBeHiddenAsync();
        await Named(page, "name").FillAsync("Somebody else");
        await other.ClickAsync();
        await Assertions.Expect(Named(page, "name")).ToHaveValueAsync("Whoever looks at the quay");
        await Assertions.Expect(other).ToBeHiddenAsync();
        Assert.StartsWith("/log?", await page.Locator(".examples a").First.GetAttributeAsync("href"), StringComparison.Ordinal);

        // Kept.
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the rule" }).ClickAsync();
        await page.WaitForURLAsync(RuleAddress());
        await Named(page, "predefinedReasons[0].text").FillAsync("");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.Locator("[data-standing]")).ToHaveTextAsync("Not saved: what is wrong is marked in the form.");
        await Named(page, "predefinedReasons[0].text").FillAsync("Police request");
        await Named(page, "reasonPolicy.minimumLength").FillAsync("20");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.Locator("[data-standing]")).ToHaveTextAsync("Saved as version 2.");

        // What changed, and back again.
        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Assertions.Expect(page.Locator(".versions > li").First.Locator("tbody tr")).ToHaveTextAsync(LengthChanged());
        await window.PhotographAsync("console-rule-history");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back to version 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Go back" }).ClickAsync();
        await Assertions.Expect(page.Locator(".versions > li").First).ToContainTextAsync("Version 3");
        await Assertions.Expect(page.Locator(".versions > li").First.Locator("tbody tr")).ToContainTextAsync("Least characters of an answer");

        // And away, with a question.
        await page.GetByRole(AriaRole.Link, new() { Name = "Rule", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(RuleAddress());
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.WaitForURLAsync("**/rules");
        await Assertions.Expect(page.GetByText("Whoever looks at the quay")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Somebody_else_s_change_is_not_overwritten_unseen()
    {
        (Guid id, long version) = await TriedRules.MakeAsync(console.Standalone, TriedRules.Rule("Two at once"));
        await using Window window = await console.SignedInAsync();
        IPage page = window.Page;
        await page.GotoAsync($"/rules/{id}");
        await TriedRules.ChangeAsync(console.Standalone, id, version, TriedRules.Rule("Two at once, theirs"));

        await Named(page, "name").FillAsync("Two at once, mine");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        ILocator conflict = page.Locator("[data-conflict]");
        await Assertions.Expect(conflict).ToContainTextAsync("Test saved version 2");
        await window.PhotographAsync("console-rule-conflict");
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Save mine over it" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-standing]")).ToHaveTextAsync("Saved as version 3.");

        await TriedRules.ChangeAsync(console.Standalone, id, 3, TriedRules.Rule("Two at once, theirs again"));
        await Named(page, "name").FillAsync("Two at once, mine again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Take theirs" }).ClickAsync();
        await Assertions.Expect(Named(page, "name")).ToHaveValueAsync("Two at once, theirs again");
    }

    [Fact]
    public async Task What_is_not_saved_is_not_lost_by_a_slip()
    {
        (Guid id, _) = await TriedRules.MakeAsync(console.Standalone, TriedRules.Rule("Half done"));
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync($"/rules/{id}");
        await Named(window.Page, "name").FillAsync("Half done, changed");

        var asked = new TaskCompletionSource<string>();
        window.Page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All rules" }).DispatchEventAsync("click");

        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        await Assertions.Expect(Named(window.Page, "name")).ToHaveValueAsync("Half done, changed");
    }

    [Fact]
    public async Task A_camera_is_looked_for_by_keys_and_times_and_groups_are_kept_as_they_were_given()
    {
        (Guid id, _) = await TriedRules.MakeAsync(console.Standalone, TriedRules.Rule("Everything"));
        await using Window window = await console.SignedInAsync();
        IPage page = window.Page;
        await page.GotoAsync($"/rules/{id}");

        await page.GetByLabel("Only those listed here").CheckAsync();
        await page.GetByLabel("Look for a camera").PressSequentiallyAsync("quay");
        await Assertions.Expect(page.Locator("#found [role=option]").First).ToContainTextAsync("Quay");
        await window.PhotographAsync("console-rule-cameras");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-chosen] li")).ToHaveCountAsync(1);
        string chosen = await page.Locator("[data-chosen] bdi").InnerTextAsync();
        await page.GetByLabel("Only at certain times").CheckAsync();
        await Named(page, "conditions.schedule.windows[0].from").FillAsync("25:00");
        await Assertions.Expect(page.Locator(".wrong", new() { HasText = "Must be a local time" })).ToBeVisibleAsync();
        await Named(page, "conditions.schedule.windows[0].from").FillAsync("22:00");
        await Named(page, "conditions.schedule.windows[0].to").FillAsync("06:00");
        await Named(page, "conditions.footageOlderThanMinutes").FillAsync("1440");
        await Assertions.Expect(page.Locator("[data-words]")).ToContainTextAsync("on Monday to Friday 22:00 to 06:00 (Europe/Berlin time), when the recordings are older than 1 day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-standing]")).ToHaveTextAsync("Saved as version 2.");

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-chosen] bdi")).ToHaveTextAsync(chosen);
        await Assertions.Expect(Named(page, "conditions.schedule.windows[0].to")).ToHaveValueAsync("06:00");
        await Assertions.Expect(Named(page, "whom.users[0].name")).ToHaveValueAsync("HARBOUR\\nobody");
    }

    [Fact]
    public async Task A_rule_with_ten_thousand_cameras_is_shown_searched_and_saved_whole()
    {
        JsonObject rule = TriedRules.Rule("The whole port");
        rule["cameras"] = new JsonObject
        {
            ["specified"] = true,
            ["cameras"] = new JsonArray([.. Enumerable.Range(1, 10_000).Select(i => new JsonObject { ["id"] = Guid.CreateVersion7().ToString(), ["name"] = $"Berth {i:00000}" })]),
        };
        (Guid id, _) = await TriedRules.MakeAsync(console.Standalone, rule);
        await using Window window = await console.SignedInAsync();
        IPage page = window.Page;
        await page.GotoAsync($"/rules/{id}");
        await Assertions.Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync("10000 listed, the last 50 are shown.");

        // One that is not among those shown is found, and goes.
        ILocator search = page.GetByLabel("Look for a camera");
        await search.PressSequentiallyAsync("berth 00007");
        await Assertions.Expect(page.Locator("#found [role=option]")).ToHaveTextAsync("Berth 00007 is listed: take away");
        await window.PhotographAsync("console-rule-many-cameras");
        await search.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync("9999 listed, the last 50 are shown.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-standing]")).ToHaveTextAsync("Saved as version 2.");

        JsonNode saved = (await console.Standalone.Http.GetFromJsonAsync<JsonNode>($"/api/rules/{id}"))!;
        string[] names = [.. saved["cameras"]!["cameras"]!.AsArray().Select(camera => camera!["name"]!.GetValue<string>())];
        Assert.Equal(Enumerable.Range(1, 10_000).Where(i => i != 7).Select(i => $"Berth {i:00000}"), names);
        await page.GotoAsync("/rules");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("9,999 cameras");
    }

    [Fact]
    public async Task What_a_shadow_rule_matched_stands_beside_what_the_others_did()
    {
        Guid id = await TriedRules.WatchedAsync(console.Standalone);
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync($"/rules/{id}/matches");

        await Assertions.Expect(window.Page.Locator(".caught tbody tr").First).ToContainTextAsync("Shadow");
        await Assertions.Expect(window.Page.Locator(".figures")).ToContainTextAsync("without any other rule in force");
        await window.PhotographAsync("console-rule-matches");
        await window.Page.Locator(".caught tbody a").First.ClickAsync();
        await Assertions.Expect(window.Panel).ToContainTextAsync("shadow");
    }

    [Fact]
    public async Task An_auditor_reads_and_changes_nothing()
    {
        Guid id = await TriedRules.WatchedAsync(console.Standalone);
        await using Window window = await console.SignedInAsync("olga");
        await window.Page.GotoAsync("/rules");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "New rule" })).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.Locator($"[data-matches='{id}']")).ToHaveTextAsync(Digits());

        await window.Page.GotoAsync($"/rules/{id}");

        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("Changing rules is for administrators.");
        await Assertions.Expect(window.Page.Locator("main button, main form")).ToHaveCountAsync(0);
        await window.PhotographAsync("console-rule-auditor");
        await window.Page.GotoAsync($"/rules/{id}/history");
        await Assertions.Expect(window.Page.Locator("main button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_administrator_who_is_no_auditor_sees_nothing_of_what_people_did()
    {
        Guid id = await TriedRules.WatchedAsync(console.Standalone);
        await using Window window = await console.SignedInAsync("adam");

        await window.Page.GotoAsync($"/rules/{id}");
        await Assertions.Expect(window.Page.Locator("[data-back-test]")).ToContainTextAsync("for auditors");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Try it" })).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeVisibleAsync();
        await window.Page.GotoAsync($"/rules/{id}/matches");
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("This is for auditors");
        await window.Page.GotoAsync("/rules");
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("which is for auditors");
    }

    private static ILocator Named(IPage page, string name) => page.Locator($"[name='{name}']");

    [GeneratedRegex("/rules/[0-9a-f-]{36}$")]
    private static partial Regex RuleAddress();

    [GeneratedRegex("Least characters of an answer\\s*0\\s*20")]
    private static partial Regex LengthChanged();

    [GeneratedRegex("^[0-9,]+$")]
    private static partial Regex Digits();
}
