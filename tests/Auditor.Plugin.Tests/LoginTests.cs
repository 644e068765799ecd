using Auditor.Contracts;
using Auditor.Plugin.Core.Tracking;
using Auditor.XProtectSimulator;

namespace Auditor.Plugin.Tests;

public sealed class LoginTests
{
    [Fact]
    public async Task Who_has_signed_in_is_read_with_sid_roles_and_workstation()
    {
        await using Desk desk = await new Desk().LogInAsync();

        Actor actor = Assert.Single(desk.Setups).Identity.Actor;
        Assert.Equal(@"CORP\anna", actor.Name);
        Assert.Equal(desk.Operator.Sid, actor.Id);
        Assert.Equal("windows", actor.Account);
        Assert.Equal("22222222-0000-4000-8000-000000000001", Assert.Single(actor.Roles).Id);
        Assert.Equal(Environment.MachineName, actor.Workstation);
        Assert.Equal("Harbour", desk.Setups[0].Identity.Site.Name);
        Assert.Equal(desk.Site.Id.ToString(), desk.Setups[0].Identity.Site.Id);
    }

    [Fact]
    public async Task A_logout_gives_everything_back_and_the_next_login_starts_anew()
    {
        await using Desk desk = await new Desk().LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        await desk.Client.EnterPlaybackAsync();
        await desk.Client.OpenFloatingWindowAsync("Vault");
        await desk.Client.LogOutAsync();

        Assert.Equal(0, desk.Client.Receivers);
        Assert.Equal(1, desk.Ended);
        int told = desk.Signals.All.Count;
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(told, desk.Signals.All.Count);

        await desk.LogInAsync();
        await desk.Client.ShowCamerasAsync("Gate");
        Assert.Equal(2, desk.Setups.Count);
        Assert.Equal("cameras main: Gate", desk.Signals.Starting("cameras main")[^1]);
    }

    [Fact]
    public async Task A_session_that_cannot_start_is_tried_again_and_what_happened_meanwhile_is_kept()
    {
        await using var desk = new Desk(Hostility.None);
        desk.FailStarts(1);
        await desk.Client.LogInAsync();
        await Until.TrueAsync(() => desk.Client.Notices.Count == 1);
        await desk.Client.ShowCamerasAsync("Vault");
        await desk.Client.EnterPlaybackAsync();
        Assert.Empty(desk.Signals.All);

        desk.Time.Advance(TimeSpan.FromSeconds(30));

        await Until.TrueAsync(() => desk.Client.Notices.Count == 0);
        Assert.Equal("shows main: Playback", desk.Signals.Starting("shows main")[^1]);
        Assert.Equal("cameras main: Vault", desk.Signals.Starting("cameras main")[^1]);
    }

    /// <summary>What rules say about clients without a policy stands in the options: who cannot read them must not take them for lenient.</summary>
    [Fact]
    public async Task Options_that_cannot_be_read_do_not_spare_the_question()
    {
        await using var desk = new Desk(Hostility.None);
        desk.Site.SaveOptions(PluginIds.ConnectionOptions, "<torn");
        await desk.LogInAsync();

        Assert.Equal(PolicyUnknown.FailClosed, Assert.Single(desk.Setups).WhenPolicyUnknown);
    }

    [Fact]
    public async Task Nothing_that_goes_wrong_inside_reaches_smart_client()
    {
        await using Desk desk = await new Desk().LogInAsync();
        desk.Signals.Throws = true;
        await desk.Client.ShowCamerasAsync("Lobby", "Vault");
        await desk.Client.EnterPlaybackAsync();
        await desk.Client.PlayAsync();
        await desk.Client.EnableIndependentPlaybackAsync("Vault");
        await desk.Client.OpenExportsAsync();
        SimulatedExport export = await desk.Client.StartExportAsync(new ExportOrder { Recordings = [new("Lobby", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)] });
        await export.CompleteAsync();
        await desk.Client.LogOutAsync();

        Assert.Empty(desk.Client.Problems);
        Assert.Contains(desk.Client.MipLog, line => line.IsError);
    }

    [Fact]
    public async Task A_refused_reason_takes_the_operator_back_to_live_from_playback_and_from_exports()
    {
        await using Desk desk = await new Desk().LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        await desk.Client.EnterPlaybackAsync();
        desk.Setups[0].Commands.ReturnToLive(Windows.Main);
        await Until.TrueAsync(() => !desk.Client.MainWindow.IsInPlayback);

        await desk.Client.OpenExportsAsync();
        desk.Setups[0].Commands.ReturnToLive(Windows.Main);
        await Until.TrueAsync(() => !desk.Client.ShowsExports && desk.Signals.Starting("exports")[^1] == "exports: gone");
    }

    [Fact]
    public async Task A_refused_reason_in_a_floating_window_leaves_the_main_one_alone()
    {
        await using Desk desk = await new Desk().LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        await desk.Client.EnterPlaybackAsync();
        SimulatedWindow floating = await desk.Client.OpenFloatingWindowAsync("Vault");
        await floating.EnterPlaybackAsync();
        desk.Setups[0].Commands.ReturnToLive(floating.Id.ToString());

        await Until.TrueAsync(() => !floating.IsInPlayback);
        Assert.True(desk.Client.MainWindow.IsInPlayback);
    }

    [Fact]
    public async Task Two_clients_in_one_process_do_not_hear_each_other()
    {
        await using Desk anna = await new Desk().LogInAsync();
        await using Desk bert = await new Desk(site: anna.Site, user: @"CORP\bert.b").LogInAsync();
        await anna.Client.ShowCamerasAsync("Lobby");
        await bert.Client.ShowCamerasAsync("Vault");
        await anna.Client.EnterPlaybackAsync();

        Assert.Equal(["shows main: Live"], bert.Signals.Starting("shows main"));
        Assert.Equal("shows main: Playback", anna.Signals.Starting("shows main")[^1]);
        Assert.Equal(@"CORP\bert.b", bert.Setups[0].Identity.Actor.Name);
    }

    [Fact]
    public async Task The_message_area_shows_one_notice_and_takes_it_away()
    {
        await using Desk desk = await new Desk().LogInAsync();
        desk.Setups[0].Notices.Show("Something waits.", urgent: false);
        desk.Setups[0].Notices.Show("Something is about to be lost.", urgent: true);
        await Until.TrueAsync(() => desk.Client.Notices.Count == 1 && desk.Client.Notices.Single().Warning);

        desk.Setups[0].Notices.Clear();
        await Until.TrueAsync(() => desk.Client.Notices.Count == 0);
    }
}
