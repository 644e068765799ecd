using Auditor.XProtectSimulator;

namespace Auditor.Plugin.Tests;

public sealed class WindowTests
{
    public static TheoryData<int> AllSeeds => Seeds.Several;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task A_window_goes_through_its_modes_once_however_often_and_late_xprotect_says_so(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        for (int round = 0; round < 5; round++)
        {
            await desk.Client.EnterPlaybackAsync();
            await desk.Client.LeavePlaybackAsync();
        }

        Assert.Equal(
            ["shows main: Live", .. Enumerable.Repeat<string[]>(["shows main: Playback", "shows main: Live"], 5).SelectMany(pair => pair)],
            desk.Signals.Starting("shows main"));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Coming_up_in_playback_is_told(int seed)
    {
        await using Desk desk = await new Desk(
            new Hostility(seed), new SmartClientOptions { StartsInPlayback = true, StartsWithCameras = ["Vault"] }).LogInAsync();

        Assert.Equal(["shows main: Playback"], desk.Signals.Starting("shows main"));
        Assert.Equal("cameras main: Vault", desk.Signals.Starting("cameras main")[^1]);
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task A_floating_window_has_a_mode_cameras_and_playback_of_its_own(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        SimulatedWindow floating = await desk.Client.OpenFloatingWindowAsync("Vault");
        await floating.EnterPlaybackAsync();
        await floating.PlayAsync(At(1));
        await floating.StopAsync(At(2));

        Assert.Equal(["shows main: Live"], desk.Signals.Starting("shows main"));
        Assert.Equal([$"shows {floating.Id}: Live", $"shows {floating.Id}: Playback"], desk.Signals.Starting($"shows {floating.Id}"));
        Assert.Equal("cameras main: Lobby", desk.Signals.Starting("cameras main")[^1]);
        Assert.Equal($"cameras {floating.Id}: Vault", desk.Signals.Starting($"cameras {floating.Id}")[^1]);
        Assert.Equal([$"command {floating.Id} PlayForward 01:00:00", $"command {floating.Id} PlayStop"], desk.Signals.Starting("command"));
        Assert.Empty(desk.Signals.Starting("time main"));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task A_floating_window_that_closes_is_told_once_and_one_that_changes_its_view_is_not(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        SimulatedWindow floating = await desk.Client.OpenFloatingWindowAsync("Vault");
        await floating.ShowCamerasAsync();
        desk.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(desk.Signals.Starting("closed"));

        await floating.ShowCamerasAsync("Gate");
        await floating.CloseAsync();
        desk.Time.Advance(TimeSpan.FromSeconds(2));
        desk.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([$"closed {floating.Id}"], desk.Signals.Starting("closed"));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Cameras_that_come_into_view_later_are_told(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        await desk.Client.EnterPlaybackAsync();
        await desk.Client.ShowCamerasAsync("Lobby", "Vault");
        Assert.Equal("cameras main: Lobby, Vault", desk.Signals.Starting("cameras main")[^1]);

        await desk.Client.Viewer("Vault").ChangeCameraAsync("Gate");
        Assert.Equal("cameras main: Lobby, Gate", desk.Signals.Starting("cameras main")[^1]);

        await desk.Client.ShowCamerasAsync("Gate");
        Assert.Equal("cameras main: Gate", desk.Signals.Starting("cameras main")[^1]);
    }

    [Fact]
    public async Task A_camera_comes_with_the_groups_that_it_is_in()
    {
        await using Desk desk = await new Desk().LogInAsync();
        await desk.Client.ShowCamerasAsync("Gate");

        await Until.TrueAsync(() => desk.Signals.CamerasIn("main") is [{ Groups: [var group] }] && group == Desk.Outside.Id.ToString());
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Commands_and_times_of_playback_keep_their_order(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        await desk.Client.EnterPlaybackAsync();
        await desk.Client.PlayAsync(At(1));
        await desk.Client.StopAsync(At(2));
        await desk.Client.MainWindow.GoToAsync(At(5));
        await desk.Client.MainWindow.NextSequenceAsync(At(6));

        Assert.Equal(
            ["command main PlayForward 01:00:00", "command main PlayStop", "command main Goto 05:00:00", "command main NextSequence"],
            desk.Signals.Starting("command"));
        List<string> all = [.. desk.Signals.All];
        Assert.True(all.IndexOf("time main 02:00:00") < all.IndexOf("command main PlayStop"), string.Join('\n', all));
        Assert.True(all.IndexOf("time main 06:00:00") > all.IndexOf("command main NextSequence"), string.Join('\n', all));
    }

    [Fact]
    public async Task A_lost_message_about_a_mode_is_made_good_by_looking()
    {
        await using Desk desk = await new Desk(Hostility.None).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        desk.Client.MainWindow.StartIn(VideoOS.Platform.Mode.ClientPlayback);

        desk.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("shows main: Playback", desk.Signals.Starting("shows main")[^1]);
    }

    private static DateTimeOffset At(int hour) => new(2026, 3, 19, hour, 0, 0, TimeSpan.Zero);
}
