using System.Windows;
using System.Windows.Automation;
using System.Windows.Controls;
using System.Windows.Media;

namespace Auditor.Plugin.WindowsHost.Driving;

/// <summary>What can be seen now: every visible element with an automation id, wherever it is (windows, popups, WPF inside Windows Forms).</summary>
internal static class Surroundings
{
    /// <summary>By automation id; where one is used more than once the later ones get <c>#2</c>, <c>#3</c> ... behind it.</summary>
    public static Dictionary<string, SeenControl> Controls()
    {
        var seen = new Dictionary<string, SeenControl>(StringComparer.Ordinal);
        foreach (FrameworkElement element in Visible())
        {
            string id = AutomationProperties.GetAutomationId(element) is { Length: > 0 } given ? given : ItemText(element);
            if (id.Length == 0 || element.ActualWidth <= 0)
            {
                continue;
            }

            string key = id;
            for (int number = 2; seen.ContainsKey(key); number++)
            {
                key = $"{id}#{number}";
            }

            Point start = element.PointToScreen(default);
            Point end = element.PointToScreen(new Point(element.ActualWidth, element.ActualHeight));
            seen[key] = new SeenControl(start.X, start.Y, end.X - start.X, end.Y - start.Y, Text(element), element.IsEnabled, element.IsKeyboardFocusWithin);
        }

        return seen;
    }

    /// <summary>What is visible under an automation id; null when nothing is.</summary>
    public static FrameworkElement? Find(string id) => Visible().FirstOrDefault(element => AutomationProperties.GetAutomationId(element) == id);

    /// <summary>Every text that is shown, in the order of the screen's tree.</summary>
    public static IReadOnlyList<string> Words() => [.. Visible().OfType<TextBlock>().Select(text => text.Text).Where(text => text.Length > 0)];

    // Entries of lists and drop-downs, and tabs, can be found by what they say.
    private static string ItemText(FrameworkElement element) => element switch
    {
        ComboBoxItem { Content: string text } => "item:" + text,
        ListBoxItem { Content: string text } => "item:" + text,
        TabItem { Header: string text } => "tab:" + text,
        _ => "",
    };

    private static string? Text(FrameworkElement element) => element switch
    {
        TextBox box => box.Text,
        TextBlock text => text.Text,
        ComboBox combo => combo.SelectedItem?.ToString(),
        System.Windows.Controls.Primitives.ToggleButton toggle => toggle.IsChecked is { } on ? (on ? "on" : "off") : "partly",
        ContentControl { Content: string text } => text,
        _ => null,
    };

    private static IEnumerable<FrameworkElement> Visible() =>
        PresentationSource.CurrentSources.Cast<PresentationSource>()
            .Where(source => source is { IsDisposed: false, RootVisual: UIElement { IsVisible: true } })
            .SelectMany(source => Below(source.RootVisual));

    private static IEnumerable<FrameworkElement> Below(DependencyObject parent)
    {
        if (parent is FrameworkElement { IsVisible: true } element)
        {
            yield return element;
        }

        for (int index = 0; index < VisualTreeHelper.GetChildrenCount(parent); index++)
        {
            foreach (FrameworkElement below in Below(VisualTreeHelper.GetChild(parent, index)))
            {
                yield return below;
            }
        }
    }
}
