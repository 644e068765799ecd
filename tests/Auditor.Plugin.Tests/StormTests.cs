using Auditor.XProtectSimulator;

namespace Auditor.Plugin.Tests;

/// <summary>An operator who does things at random, in a client that misbehaves at random: in the end what was told is what is.</summary>
public sealed class StormTests
{
    private const int Acts = 120;
    private static readonly string[] Names = ["Lobby", "Gate", "Vault"];

    public static TheoryData<int> AllSeeds => Seeds.Several;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task What_was_told_last_is_what_is(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        var random = new Random(seed);
        var floating = new List<SimulatedWindow>();
        for (int act = 0; act < Acts; act++)
        {
            await ActAsync(desk, random, floating);
            Assert.Equal(Shown(desk.Client.MainWindow), Last(desk, "shows main: "));
            Assert.Equal(desk.Client.ShowsExports ? "shown" : "gone", Last(desk, "exports: "));
            foreach (SimulatedWindow window in floating)
            {
                Assert.Equal(Shown(window), Last(desk, $"shows {window.Id}: "));
            }
        }

        desk.Time.Advance(TimeSpan.FromSeconds(2));
        foreach (SimulatedWindow window in desk.Client.Windows)
        {
            string name = window.IsMain ? "main" : window.Id.ToString();
            Assert.Equal(window.Viewers.Select(viewer => viewer.Camera!.Name).Distinct(), desk.Signals.CamerasIn(name).Select(camera => camera.Name));
        }

        int on = desk.Signals.All.Count(told => told.StartsWith("independent", StringComparison.Ordinal) && told.EndsWith("on", StringComparison.Ordinal));
        int off = desk.Signals.All.Count(told => told == "viewer closed" || (told.StartsWith("independent", StringComparison.Ordinal) && told.EndsWith("off", StringComparison.Ordinal)));
        Assert.Equal(desk.Client.Windows.Sum(window => window.Viewers.Count(viewer => viewer.PlaysIndependently)), on - off);
        Assert.Equal(desk.Signals.Starting("closed").Count, desk.Signals.Starting("closed").Distinct().Count());
    }

    private static async Task ActAsync(Desk desk, Random random, List<SimulatedWindow> floating)
    {
        SimulatedWindow window = floating.Count > 0 && random.Next(3) == 0 ? floating[random.Next(floating.Count)] : desk.Client.MainWindow;
        List<SimulatedViewer> viewers = [.. window.Viewers];
        switch (random.Next(9))
        {
            case 0:
                await window.EnterPlaybackAsync();
                break;
            case 1:
                await window.LeavePlaybackAsync();
                break;
            case 2:
                await window.ShowCamerasAsync([.. Names.Where(_ => random.Next(2) == 0).DefaultIfEmpty("Lobby")]);
                break;
            case 3 when floating.Count < 3:
                floating.Add(await desk.Client.OpenFloatingWindowAsync(Names[random.Next(3)]));
                break;
            case 4 when !window.IsMain:
                floating.Remove(window);
                await window.CloseAsync();
                break;
            case 5 when viewers.Count > 0:
                await viewers[random.Next(viewers.Count)].EnableIndependentPlaybackAsync();
                break;
            case 6 when viewers.Count > 0:
                await viewers[random.Next(viewers.Count)].DisableIndependentPlaybackAsync();
                break;
            case 7:
                await desk.Client.OpenExportsAsync();
                break;
            case 8:
                await desk.Client.CloseExportsAsync();
                break;
        }
    }

    private static string Shown(SimulatedWindow window) => window.IsInPlayback ? "Playback" : "Live";

    private static string Last(Desk desk, string prefix) => desk.Signals.Starting(prefix)[^1][prefix.Length..];
}
