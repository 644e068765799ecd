using System.Reflection;
using System.Xml.Linq;
using VideoOS.Platform;
using VideoOS.Platform.Background;

namespace Auditor.XProtectSimulator;

/// <summary>A plugin's folder, as XProtect finds it: <c>plugin.def</c> names the DLL and the hosts that load it.</summary>
public sealed class PluginFolder
{
    private readonly IReadOnlyList<string> _environments;

    /// <exception cref="FileNotFoundException">There is no plugin.def, or not the DLL that it names.</exception>
    public PluginFolder(string path)
    {
        XElement root = XDocument.Load(System.IO.Path.Combine(path, "plugin.def")).Root!;
        AssemblyPath = System.IO.Path.Combine(path, root.Element("file")!.Attribute("name")!.Value);
        _environments = root.Element("load")?.Attribute("env")?.Value.Split(',', StringSplitOptions.TrimEntries) ?? Enum.GetNames<EnvironmentType>();
        if (!File.Exists(AssemblyPath))
        {
            throw new FileNotFoundException("plugin.def names a file that is not there.", AssemblyPath);
        }
    }

    public string AssemblyPath { get; }

    public bool LoadsIn(EnvironmentType environment) => _environments.Contains(environment.ToString(), StringComparer.Ordinal);

    /// <summary>Background plugins for a host. Off Windows a definition itself cannot load, its background plugins can.</summary>
    public IReadOnlyList<BackgroundPlugin> BackgroundPlugins(EnvironmentType environment)
    {
        if (!LoadsIn(environment))
        {
            return [];
        }

        return
        [
            .. LoadableTypes(Assembly.LoadFrom(AssemblyPath))
                .Where(type => !type.IsAbstract && typeof(BackgroundPlugin).IsAssignableFrom(type))
                .Select(type => (BackgroundPlugin)Activator.CreateInstance(type)!)
                .Where(plugin => plugin.TargetEnvironments.Contains(environment)),
        ];
    }

    private static IEnumerable<Type> LoadableTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }
}
