using System.Reflection;

namespace Auditor.Plugin;

/// <summary>Our version, as activities and the plugin lists of XProtect name it.</summary>
internal static class PluginVersion
{
    public static string Text { get; } =
        (Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
