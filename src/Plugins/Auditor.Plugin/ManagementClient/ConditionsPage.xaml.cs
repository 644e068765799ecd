using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>When the rule applies.</summary>
internal sealed partial class ConditionsPage : UserControl
{
    public ConditionsPage() => InitializeComponent();

    private ConditionsDraft? Conditions => (DataContext as RuleEditorViewModel)?.Draft.Conditions;

    private void AddWindow(object sender, RoutedEventArgs e) => Conditions?.Windows.Add(WindowDraft.OfficeHours());

    private void RemoveWindow(object sender, RoutedEventArgs e)
    {
        if (sender is FrameworkElement { DataContext: WindowDraft window })
        {
            Conditions?.Windows.Remove(window);
        }
    }
}
