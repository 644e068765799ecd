using System.IO;
using System.Reflection;
using System.Windows;
using System.Xml.Linq;
using Auditor.Plugin.WindowsHost.Driving;
using VideoOS.Platform;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.WindowsHost.Screens;

/// <summary>Loads a plugin folder as XProtect does (plugin.def, discovery by reflection, Init, the lists), and says what it found.</summary>
internal sealed class WholePlugin : HostScreen
{
    public override string Name => "plugin";

    public override void Show(ScreenRequest request)
    {
        string folder = request.WindowsPath("folder");
        EnvironmentType environment = Enum.Parse<EnvironmentType>(request.Text("environment"));
        XElement definition = XDocument.Load(Path.Combine(folder, "plugin.def")).Root!;
        string[] loadedBy = ((string)definition.Element("load")!.Attribute("env")!).Split(',', StringSplitOptions.TrimEntries);
        if (!loadedBy.Contains(environment.ToString(), StringComparer.Ordinal))
        {
            Report.Write("plugin", new { loaded = false });
            return;
        }

        var host = new BarePlatform(environment);
        host.Register();
        try
        {
            Assembly assembly = Assembly.LoadFrom(Path.Combine(folder, (string)definition.Element("file")!.Attribute("name")!));
            // Discovery: every type must load, or XProtect does not take the DLL.
            Type[] definitions = [.. assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PluginDefinition)) && !type.IsAbstract)];
            var plugin = (PluginDefinition)Activator.CreateInstance(definitions.Single())!;
            plugin.Init();
            Report.Write("plugin", Describe(plugin, assembly, host));
            plugin.Close();
        }
        finally
        {
            host.Unregister();
        }
    }

    private static object Describe(PluginDefinition plugin, Assembly assembly, BarePlatform host) => new
    {
        loaded = true,
        moduleVersion = assembly.ManifestModule.ModuleVersionId,
        id = plugin.Id,
        name = plugin.Name,
        version = plugin.VersionString,
        hasIcon = plugin.Icon is not null,
        background = plugin.BackgroundPlugins?.Select(background => new { id = background.Id, name = background.Name, hosts = background.TargetEnvironments.Select(target => target.ToString()) }),
        panels = plugin.SettingsPanelPlugins?.Select(panel => new { id = panel.Id, title = panel.Title, words = WordsOf(panel) }),
        nodes = plugin.ItemNodes?.Select(node => node.ToString()).Count() ?? 0,
        rights = plugin.SecurityActions?.Select(right => right.Id),
        log = host.Lines,
    };

    // As Smart Client shows it; closed again.
    private static IReadOnlyList<string> WordsOf(SettingsPanelPlugin panel)
    {
        panel.Init();
        var window = new Window { Content = panel.GenerateUserControl(), Width = 700, Height = 500, ShowInTaskbar = false };
        window.Show();
        window.UpdateLayout();
        IReadOnlyList<string> words = Surroundings.Words();
        bool saved = panel.TrySaveChanges(out string error);
        panel.CloseUserControl();
        panel.Close();
        window.Close();
        return saved ? words : [.. words, error];
    }
}
