using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Windows.Tests.Driving;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>The pictures of docs/images, and that nothing on them is cut off.</summary>
[Collection(nameof(WineScreen))]
public sealed class PictureTests(Wine wine)
{
    [Theory]
    [InlineData(100)]
    [InlineData(125)]
    [InlineData(150)]
    [InlineData(200)]
    public async Task The_prompt_can_be_read_and_worked_at_every_scale(int scale)
    {
        // One start for all scenes: starting costs more than everything else here.
        await using HostProcess host = await wine.StartHostAsync(scale);
        foreach (string theme in new[] { "dark", "light" })
        {
            string suffix = $"{theme}-{scale}";
            await PlainQuestionAsync(host, theme, suffix);
            await WhatIsMissingAsync(host, theme, suffix);
            await ManyCamerasAsync(host, theme, suffix);
        }
    }

    private static async Task PlainQuestionAsync(HostProcess host, string theme, string suffix)
    {
        AssertAllIsOnTheScreen(await host.AskAsync(Questions.Playback, theme));
        await host.PhotographAsync($"prompt-{suffix}", "PromptWindow", 24);
        await host.ClickAsync("Reason");
        await host.LookUntilAsync(sight => sight.Shows("item:Other"), "the drop-down is open");
        await host.PhotographAsync($"prompt-reasons-{suffix}", "PromptWindow", 24, covered: true);
        await host.PressAsync("Escape");
        await WithdrawAsync(host);
    }

    private static async Task WhatIsMissingAsync(HostProcess host, string theme, string suffix)
    {
        await host.AskAsync(Questions.Strict, theme);
        await host.PressAsync("alt+s");
        await host.TypeAsync("4711");
        await host.PressAsync("Return");
        Sight sight = await host.LookUntilAsync(seen => seen.Words.Any(word => word.Contains("'4711'", StringComparison.Ordinal)), "the problems are said");
        AssertAllIsOnTheScreen(sight);
        await host.PhotographAsync($"prompt-problems-{suffix}", "PromptWindow", 24);
        await WithdrawAsync(host);
    }

    private static async Task ManyCamerasAsync(HostProcess host, string theme, string suffix)
    {
        AssertAllIsOnTheScreen(await host.AskAsync(Questions.ManyCameras, theme));
        await host.PointAtAsync("Title");
        await host.PhotographAsync($"prompt-many-cameras-{suffix}", "PromptWindow", 24);
        await WithdrawAsync(host);
    }

    private static async Task WithdrawAsync(HostProcess host)
    {
        await host.DoAsync(new { @do = "tell", screen = "prompt" });
        await host.ReportAsync("withdrawn");
        await host.LookUntilAsync(sight => !sight.Shows("PromptWindow"), "the prompt is gone");
    }

    private static void AssertAllIsOnTheScreen(Sight sight)
    {
        SeenControl window = sight["PromptWindow"];
        Assert.True(window.X >= 0 && window.Y >= 0 && window.Right <= 1920 && window.Bottom <= 1080, $"The window is cut off: {window}");
        foreach (string id in new[] { "Continue", "Title", "Decline", "Problems" }.Where(sight.Shows))
        {
            SeenControl control = sight[id];
            Assert.True(control.X >= window.X && control.Right <= window.Right && control.Bottom <= window.Bottom, $"{id} is cut off: {control} in {window}");
        }
    }
}
