using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Takes over the rules of the plugin that our users come from.</summary>
internal sealed partial class ImportPage : UserControl
{
    public ImportPage() => InitializeComponent();

    private PeerImportViewModel? Model => DataContext as PeerImportViewModel;

    private void Look(object sender, RoutedEventArgs e) => _ = Model?.PreviewAsync();

    private void Import(object sender, RoutedEventArgs e) => _ = Model?.ImportAsync();
}
