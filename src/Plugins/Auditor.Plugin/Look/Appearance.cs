using System.Collections.ObjectModel;
using System.Windows;

namespace Auditor.Plugin.Look;

/// <summary>Puts Auditor's look on a window or control of ours, and on nothing else of the host.</summary>
internal static class Appearance
{
    private const string Folder = "/Auditor.Plugin;component/Look/";

    /// <summary>Dresses <paramref name="screen"/>, or changes its theme. Call it before the screen's markup asks for styles: before InitializeComponent.</summary>
    public static void Apply(FrameworkElement screen, LookTheme theme)
    {
        Collection<ResourceDictionary> dictionaries = screen.Resources.MergedDictionaries;
        ResourceDictionary colours = Load(theme == LookTheme.Dark ? "Theme.Dark.xaml" : "Theme.Light.xaml");
        if (dictionaries.FirstOrDefault(IsTheme) is { } worn)
        {
            dictionaries[dictionaries.IndexOf(worn)] = colours;
            return;
        }

        dictionaries.Add(colours);
        dictionaries.Add(Load("Controls.xaml"));
    }

    private static bool IsTheme(ResourceDictionary dictionary) =>
        dictionary.Source?.OriginalString.StartsWith(Folder + "Theme.", StringComparison.Ordinal) == true;

    private static ResourceDictionary Load(string file) => new() { Source = new Uri(Folder + file, UriKind.Relative) };
}
