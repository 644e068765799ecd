using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Auditor.Plugin.Windows.Tests.Driving;

namespace Auditor.Plugin.Windows.Tests;

/// <summary>The whole DLL, windows and all, found and started as XProtect does it. Off Windows this cannot be tried any other way.</summary>
[Collection(nameof(WineScreen))]
public sealed class WholePluginTests(OneHost one) : IClassFixture<OneHost>
{
    private readonly HostProcess _host = one.Host;

    [Fact]
    public async Task Smart_Client_gets_the_background_plugin_and_the_settings_page()
    {
        JsonElement plugin = await LoadAsync("SmartClient");

        Assert.Equal("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a10", plugin.GetProperty("id").GetString());
        JsonElement background = Assert.Single(plugin.GetProperty("background").EnumerateArray());
        Assert.Equal("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a11", background.GetProperty("id").GetString());
        JsonElement panel = Assert.Single(plugin.GetProperty("panels").EnumerateArray());
        Assert.Equal("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a13", panel.GetProperty("id").GetString());
        Assert.Contains("Auditing is not running", panel.GetProperty("words").EnumerateArray().Select(word => word.GetString()));
        Assert.True(plugin.GetProperty("hasIcon").GetBoolean());
        Assert.Equal(0, plugin.GetProperty("nodes").GetInt32());
    }

    [Fact]
    public async Task Event_Server_gets_the_background_plugin_and_the_rules_and_nothing_is_drawn_there()
    {
        JsonElement plugin = await LoadAsync("Service");

        JsonElement background = Assert.Single(plugin.GetProperty("background").EnumerateArray());
        Assert.Equal("5a0f8d6e-93a4-4a0f-8f3e-0b7c3f1d2a12", background.GetProperty("id").GetString());
        Assert.Equal(1, plugin.GetProperty("nodes").GetInt32());
        Assert.False(plugin.GetProperty("hasIcon").GetBoolean());
        Assert.Empty(plugin.GetProperty("panels").EnumerateArray());
    }

    [Fact]
    public async Task Management_Client_gets_the_rules_and_their_rights()
    {
        JsonElement plugin = await LoadAsync("Administration");

        Assert.Equal(1, plugin.GetProperty("nodes").GetInt32());
        Assert.Equal(["GENERIC_READ", "GENERIC_WRITE"], plugin.GetProperty("rights").EnumerateArray().Select(right => right.GetString()));
        Assert.Empty(plugin.GetProperty("background").EnumerateArray());
        Assert.True(plugin.GetProperty("hasIcon").GetBoolean());
    }

    private async Task<JsonElement> LoadAsync(string environment)
    {
        await _host.DoAsync(new { @do = "show", screen = "plugin", folder = Wine.PluginFolder, environment });
        JsonElement plugin = await _host.ReportAsync("plugin");
        Assert.True(plugin.GetProperty("loaded").GetBoolean());
        // It is the DLL of the plugin's folder that was loaded, not one that was left somewhere.
        Assert.Equal(ModuleVersionOfShippedDll(), plugin.GetProperty("moduleVersion").GetGuid());
        // What goes wrong while it starts is in the host's log.
        Assert.Empty(plugin.GetProperty("log").EnumerateArray());
        return plugin;
    }

    private static Guid ModuleVersionOfShippedDll()
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(Wine.PluginFolder, "Auditor.Plugin.dll")));
        MetadataReader metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
