using System.Windows;

namespace Auditor.Plugin.ManagementClient;

/// <summary>What the pages of Management Client share beyond the look of all screens.</summary>
internal static class EditingResources
{
    public static ResourceDictionary Load() => new() { Source = new Uri("/Auditor.Plugin;component/ManagementClient/Editing.xaml", UriKind.Relative) };
}
