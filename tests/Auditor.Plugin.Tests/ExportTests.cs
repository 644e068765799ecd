using Auditor.Contracts;
using Auditor.XProtectSimulator;

namespace Auditor.Plugin.Tests;

public sealed class ExportTests
{
    public static TheoryData<int> AllSeeds => Seeds.Several;

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("da")]
    [InlineData("ja")]
    public async Task The_exports_workspace_is_known_in_every_language(string language)
    {
        await using Desk desk = await new Desk(options: new SmartClientOptions { Language = language }).LogInAsync();
        await desk.Client.OpenExportsAsync();
        await desk.Client.CloseExportsAsync();

        Assert.Equal(["exports: gone", "exports: shown", "exports: gone"], desk.Signals.Starting("exports"));
    }

    [Fact]
    public async Task A_third_partys_workspace_with_the_word_in_its_name_is_not_exports()
    {
        await using Desk desk = await new Desk().LogInAsync();
        await desk.Client.OpenForeignWorkspaceAsync();
        await desk.Client.OpenSearchAsync();

        Assert.Equal(["exports: gone"], desk.Signals.Starting("exports"));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Going_through_exports_does_not_hide_what_follows(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        await desk.Client.ShowCamerasAsync("Lobby");
        await desk.Client.OpenExportsAsync();
        await desk.Client.CloseExportsAsync();
        await desk.Client.EnterPlaybackAsync();
        await desk.Client.OpenExportsAsync();
        await desk.Client.CloseExportsAsync();

        Assert.Equal(["exports: gone", "exports: shown", "exports: gone", "exports: shown", "exports: gone"], desk.Signals.Starting("exports"));
        Assert.Equal(["shows main: Live", "shows main: Playback"], desk.Signals.Starting("shows main"));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task An_export_is_told_with_cameras_periods_destination_and_formats_and_its_end_once(int seed)
    {
        await using Desk desk = await new Desk(new Hostility(seed)).LogInAsync();
        SimulatedExport export = await desk.Client.StartExportAsync(new ExportOrder
        {
            Recordings = [new("Lobby", At(1), At(2)), new("Vault", At(3), At(4)), new("Vault", At(6), At(7))],
            Destination = @"D:\Evidence",
            Database = true,
            StillImages = true,
        });
        await export.CompleteAsync();
        await export.CompleteAsync();
        await export.CancelAsync();

        ExportDetail detail = Assert.Single(desk.Signals.Exports).Detail;
        Assert.Equal(
            [("Lobby", At(1), At(2)), ("Vault", At(3), At(4)), ("Vault", At(6), At(7))],
            detail.Recordings.Select(taken => (taken.Camera.Name, taken.From, taken.To)));
        Assert.Equal(@"D:\Evidence", detail.Destination);
        Assert.Equal(["Database", "Still Images"], detail.Formats);
        Assert.Equal(["export started", "export Completed"], desk.Signals.Starting("export "));
        Assert.False(export.CarriesPluginFiles);
        Assert.Equal(100, export.Progress);
    }

    [Fact]
    public async Task Cancelled_and_failed_exports_are_told_as_such()
    {
        await using Desk desk = await new Desk().LogInAsync();
        var order = new ExportOrder { Recordings = [new("Lobby", At(1), At(2))], VideoClip = true };
        await (await desk.Client.StartExportAsync(order)).CancelAsync();
        await (await desk.Client.StartExportAsync(order)).FailAsync();

        Assert.Equal(["export started", "export Cancelled", "export started", "export Failed"], desk.Signals.Starting("export "));
        Assert.Equal(2, desk.Signals.Exports.Select(export => export.Export).Distinct().Count());
    }

    [Fact]
    public async Task An_export_about_which_smart_client_says_nothing_is_told_all_the_same()
    {
        await using Desk desk = await new Desk().LogInAsync();
        desk.Plugin.NewExport(null)!.ExportStarting();

        Assert.Empty(Assert.Single(desk.Signals.Exports).Detail.Recordings);
    }

    private static DateTimeOffset At(int hour) => new(2026, 3, 19, hour, 0, 0, TimeSpan.Zero);
}
