using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The predefined reasons.</summary>
internal sealed partial class ReasonsPage : UserControl
{
    public ReasonsPage() => InitializeComponent();

    private DraftList<ReasonDraft>? Reasons => (DataContext as RuleEditorViewModel)?.Draft.Reasons;

    private void Add(object sender, RoutedEventArgs e)
    {
        Reasons?.Add(new ReasonDraft());
        Rows.UpdateLayout();
        // The new one is there to be typed into.
        if (Rows.ItemContainerGenerator.ContainerFromIndex(Rows.Items.Count - 1) is FrameworkElement row)
        {
            row.BringIntoView();
            row.MoveFocus(new System.Windows.Input.TraversalRequest(System.Windows.Input.FocusNavigationDirection.First));
        }
    }

    private void Up(object sender, RoutedEventArgs e) => With(sender, reason => Reasons?.MoveUp(reason));

    private void Down(object sender, RoutedEventArgs e) => With(sender, reason => Reasons?.MoveDown(reason));

    private void Remove(object sender, RoutedEventArgs e) => With(sender, reason => Reasons?.Remove(reason));

    private static void With(object sender, Action<ReasonDraft> act)
    {
        if (sender is FrameworkElement { DataContext: ReasonDraft reason })
        {
            act(reason);
        }
    }
}
