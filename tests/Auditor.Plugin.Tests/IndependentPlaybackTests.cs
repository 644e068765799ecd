using Auditor.XProtectSimulator;

namespace Auditor.Plugin.Tests;

public sealed class IndependentPlaybackTests
{
    public static TheoryData<int> AllSeeds => Seeds.Several;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Independent_playback_is_told_once_each_way_with_its_camera(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby", "Vault");
        await desk.Client.EnableIndependentPlaybackAsync("Vault", At(1));
        await desk.Client.DisableIndependentPlaybackAsync("Vault");

        Assert.Equal(["independent main Vault on", "independent main Vault off"], desk.Signals.Starting("independent"));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Motion_is_the_controllers_own_word_forward_reverse_and_stop(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Vault");
        await desk.Client.EnableIndependentPlaybackAsync("Vault", At(1));
        SimulatedViewer viewer = desk.Client.Viewer("Vault");
        await viewer.PlayAsync(At(2));
        await viewer.StopAsync(At(3));
        await viewer.PlayReverseAsync();
        await viewer.StopAsync(At(2));
        await viewer.ScrubAsync(At(4), At(5));

        Assert.Equal(
            ["motion Forward 02:00:00", "motion Stop 03:00:00", "motion Reverse 03:00:00", "motion Stop 02:00:00"], desk.Signals.Starting("motion"));
        Assert.Equal(["viewer time 04:00:00", "viewer time 05:00:00"], desk.Signals.Starting("viewer time").TakeLast(2));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task A_viewer_that_goes_away_ends_its_independent_playback(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby", "Vault");
        await desk.Client.EnableIndependentPlaybackAsync("Vault");
        await desk.Client.ShowCamerasAsync("Lobby");

        Assert.Single(desk.Signals.All, told => told is "viewer closed" or "independent main Vault off");
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Another_camera_in_an_independently_playing_viewer_is_told(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        await desk.Client.EnableIndependentPlaybackAsync("Lobby");
        await desk.Client.Viewer("Lobby").ChangeCameraAsync("Vault");

        Assert.Equal("viewer camera Vault", desk.Signals.Starting("viewer camera")[^1]);
    }

    private static DateTimeOffset At(int hour) => new(2026, 3, 19, hour, 0, 0, TimeSpan.Zero);
}
