using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Windows.Tests.Driving;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>The pictures of docs/images, and that nothing on them is cut off.</summary>
[Collection(nameof(WineScreen))]
public sealed class PictureTests(Wine wine)
{
    [Theory]
    [InlineData("dark", 100)]
    [InlineData("light", 100)]
    [InlineData("dark", 125)]
    [InlineData("light", 200)]
    public async Task The_prompt_can_be_read_and_worked_at_every_scale(string theme, int scale)
    {
        await using HostProcess host = await wine.StartHostAsync(scale);
        Sight asked = await host.AskAsync(Questions.Playback, theme);
        AssertAllIsOnTheScreen(asked);
        await host.PhotographAsync($"prompt-{theme}-{scale}", "PromptWindow", 24);
        await host.ClickAsync("Reason");
        await host.LookUntilAsync(sight => sight.Shows("item:Other"), "the drop-down is open");
        await host.PhotographAsync($"prompt-reasons-{theme}-{scale}", "PromptWindow", 24, covered: true);
        await host.PressAsync("Escape");
        await host.ClickAsync("Decline");
        await host.ReportAsync("reply");
    }

    [Theory]
    [InlineData("dark", 100)]
    [InlineData("light", 100)]
    [InlineData("dark", 200)]
    public async Task What_is_missing_is_said_and_the_buttons_stay_in_sight(string theme, int scale)
    {
        await using HostProcess host = await wine.StartHostAsync(scale);
        await host.AskAsync(Questions.Strict, theme);
        await host.PressAsync("alt+s");
        await host.TypeAsync("4711");
        await host.PressAsync("Return");
        Sight sight = await host.LookUntilAsync(seen => seen.Words.Any(word => word.Contains("'4711'", StringComparison.Ordinal)), "the problems are said");
        AssertAllIsOnTheScreen(sight);
        await host.PhotographAsync($"prompt-problems-{theme}-{scale}", "PromptWindow", 24);
    }

    [Theory]
    [InlineData("dark", 100)]
    [InlineData("light", 150)]
    public async Task Many_cameras_and_long_names_leave_room_for_the_answer(string theme, int scale)
    {
        await using HostProcess host = await wine.StartHostAsync(scale);
        PromptQuestion question = Questions.ManyCameras;
        AssertAllIsOnTheScreen(await host.AskAsync(question, theme));
        await host.PhotographAsync($"prompt-many-cameras-{theme}-{scale}", "PromptWindow", 24);
        await host.PointAtAsync("MoreCameras");
        await host.LookUntilAsync(seen => seen.Words.Any(word => word.Contains("Parking deck 12", StringComparison.Ordinal)), "the tip is shown");
        await host.PhotographAsync($"prompt-many-cameras-tip-{theme}-{scale}", "PromptWindow", 24, covered: true);
    }

    private static void AssertAllIsOnTheScreen(Sight sight)
    {
        SeenControl window = sight["PromptWindow"];
        Assert.True(window.X >= 0 && window.Y >= 0 && window.Right <= 1920 && window.Bottom <= 1080, $"The window is cut off: {window}");
        foreach (string id in new[] { "Continue", "Title", "Decline" }.Where(sight.Shows))
        {
            SeenControl control = sight[id];
            Assert.True(control.X >= window.X && control.Right <= window.Right && control.Bottom <= window.Bottom, $"{id} is cut off: {control} in {window}");
        }
    }
}
