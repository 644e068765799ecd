using System.Reflection;
using Auditor.XProtectSimulator;
using VideoOS.Platform;

namespace Auditor.Plugin.Tests;

public sealed class HostTests
{
    private static readonly string Folder = typeof(HostTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "PluginFolder").Value!;

    [Fact]
    public void The_plugin_is_found_through_its_plugin_def_in_all_three_hosts()
    {
        var plugin = new PluginFolder(Folder);

        Assert.Equal([PluginIds.SmartClientBackground], plugin.BackgroundPlugins(EnvironmentType.SmartClient).Select(found => found.Id));
        Assert.Equal([PluginIds.EventServerBackground], plugin.BackgroundPlugins(EnvironmentType.Service).Select(found => found.Id));
        Assert.Empty(plugin.BackgroundPlugins(EnvironmentType.Administration));
        Assert.True(plugin.LoadsIn(EnvironmentType.Administration));
        Assert.False(plugin.LoadsIn(EnvironmentType.Standalone));
    }

    [Fact]
    public async Task A_client_reads_the_old_item_until_it_refreshes()
    {
        await using Desk desk = await new Desk().LogInAsync();
        var rule = Guid.NewGuid();
        desk.Site.SaveItem(PluginIds.Plugin, PluginIds.RuleKind, rule, "Before", new Dictionary<string, string>());
        Assert.Equal("Before", Read(desk, rule));

        desk.Site.SaveItem(PluginIds.Plugin, PluginIds.RuleKind, rule, "After", new Dictionary<string, string>());
        Assert.Equal("Before", Read(desk, rule));

        desk.Client.Host.RefreshConfiguration(PluginIds.RuleKind);
        Assert.Equal("After", Read(desk, rule));
    }

    [Fact]
    public async Task A_hostile_client_repeats_itself_and_a_friendly_one_does_not()
    {
        Assert.Equal(1, await AnnouncementsAsync(Hostility.None));
        Assert.True(await AnnouncementsAsync(new Hostility(1)) + await AnnouncementsAsync(new Hostility(2)) + await AnnouncementsAsync(new Hostility(3)) > 3);
    }

    private static async Task<int> AnnouncementsAsync(Hostility hostility)
    {
        await using Desk desk = await new Desk(hostility).LogInAsync();
        int heard = 0;
        object token = desk.Client.Host.RegisterReceiver(
            (_, _, _) =>
            {
                heard++;
                return null;
            },
            new VideoOS.Platform.Messaging.MessageIdFilter(VideoOS.Platform.Messaging.MessageId.System.ModeChangedIndication));
        await desk.Client.EnterPlaybackAsync();
        desk.Client.Host.UnRegisterReceiver(token);
        return heard;
    }

    private static string? Read(Desk desk, Guid rule) => desk.Client.Host.GetItemConfiguration(PluginIds.Plugin, PluginIds.RuleKind, rule)?.Name;
}
