using System.Text.Json;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>Every page in both themes and two widths, by axe-core (the npm package, which ./test.sh installs).</summary>
public sealed class AccessibilityTests(ConsoleFixture console)
{
    public static TheoryData<string, string, ColorScheme, int> Views
    {
        get
        {
            var views = new TheoryData<string, string, ColorScheme, int>();
            foreach ((string name, string path) in (ReadOnlySpan<(string, string)>)
            [
                ("log", "/log"), ("log-entry", "/log?resource=EXPORT&action=COMPLETE#first"), ("log-empty", "/log?reason=nobody+ever+said+this"), ("log-wrong", "/log?rule=nonsense"),
                ("trust", "/trust"), ("trust-gaps", "/trust/gaps"), ("deliveries", "/deliveries"), ("failed-appends", "/deliveries/failed"),
                ("accounts", "/administration/accounts"), ("keys", "/administration/keys"), ("retention", "/administration/retention"), ("holds", "/administration/holds"),
                ("settings", "/administration/settings"),
                ("log-several", "/log?range=all&resource=PLAYBACK&resource=EXPORT&reasonState=missing&actor=HARBOUR%5Cmkoch"),
                ("overview", "/overview"), ("overview-empty", "/overview?range=custom&from=2020-01-01T00:00&to=2020-01-02T00:00"),
                ("question", "/question"), ("question-camera", "/question?camera=Canteen&from=2020-01-01T00:00&to=2040-01-01T00:00"),
                ("question-person", "/question?actor=HARBOUR%5Cmkoch&from=2020-01-01T00:00&to=2040-01-01T00:00"),
                ("question-nobody", "/question?camera=Canteen&from=2020-01-01T00:00&to=2020-01-02T00:00"),
                ("rules", "/rules"), ("rules-none", "/rules?text=nobody+named+a+rule+this"), ("rule-new", "/rules/new"), ("rule", "/rules/{rule}"), ("rule-history", "/rules/{rule}/history"),
                ("rule-matches", "/rules/{rule}/matches"),
            ])
            {
                foreach (ColorScheme theme in (ReadOnlySpan<ColorScheme>)[ColorScheme.Light, ColorScheme.Dark])
                {
                    views.Add(name, path, theme, 1400);
                    views.Add(name, path, theme, 390);
                }
            }

            return views;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Axe_finds_nothing_serious_and_nothing_is_wider_than_the_window(string name, string path, ColorScheme theme, int width)
    {
        await using Window window = await console.SignedInAsync("anna", theme, width);
        await window.Page.GotoAsync(path.Contains("{rule}", StringComparison.Ordinal) ? path.Replace("{rule}", (await TriedRules.WatchedAsync(console.Standalone)).ToString(), StringComparison.Ordinal) : path);
        if (path.EndsWith("#first", StringComparison.Ordinal))
        {
            await window.Entries.First.ClickAsync();
            await window.Panel.GetByRole(AriaRole.Button, new() { Name = "Prove it" }).ClickAsync();
            await Assertions.Expect(window.Panel.Locator(".verdict")).ToBeVisibleAsync();
        }

        await window.PhotographAsync($"console-{name}-{(theme == ColorScheme.Dark ? "dark" : "light")}-{(width < 600 ? "narrow" : "wide")}", whole: !path.StartsWith("/log", StringComparison.Ordinal));
        string modules = Environment.GetEnvironmentVariable("AUDITOR_TEST_NODE_MODULES") ?? throw new InvalidOperationException("AUDITOR_TEST_NODE_MODULES is not set: run these tests with ./test.sh, which installs axe-core.");
        await window.Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(modules, "axe-core", "axe.min.js")));
        JsonElement found = await window.Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join('; '))");
        Assert.Empty(found.EnumerateArray().Select(one => one.GetString()));
        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }
}
