using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The rule's versions.</summary>
internal sealed partial class HistoryPage : UserControl
{
    public HistoryPage() => InitializeComponent();

    private void BringBack(object sender, RoutedEventArgs e)
    {
        if (sender is FrameworkElement { DataContext: RuleVersionRow row })
        {
            (DataContext as RuleEditorViewModel)?.History.RollBack(row);
        }
    }
}
