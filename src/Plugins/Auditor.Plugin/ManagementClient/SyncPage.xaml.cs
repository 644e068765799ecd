using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Whether XProtect and RuleService hold the same rules.</summary>
internal sealed partial class SyncPage : UserControl
{
    public SyncPage() => InitializeComponent();

    private RuleSyncViewModel? Model => DataContext as RuleSyncViewModel;

    private void Compare(object sender, RoutedEventArgs e) => _ = Model?.CompareAsync();

    private void Mend(object sender, RoutedEventArgs e) => _ = Model?.MendAsync();
}
