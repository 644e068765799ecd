using System.Windows;
using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Which cameras the rule concerns.</summary>
internal sealed partial class CamerasPage : UserControl
{
    public CamerasPage() => InitializeComponent();

    public ICameraPicker? Picker { get; set; }

    private CameraScopeDraft? Scope => (DataContext as RuleEditorViewModel)?.Draft.Cameras;

    private void Add(object sender, RoutedEventArgs e)
    {
        if (Scope is { } scope && Picker?.Pick() is { } picked)
        {
            scope.AddCameras(picked.Cameras);
            scope.AddGroups(picked.Groups);
        }
    }

    private void RemoveCamera(object sender, RoutedEventArgs e)
    {
        if (sender is FrameworkElement { DataContext: NamedChoice camera })
        {
            Scope?.Cameras.Remove(camera);
        }
    }

    private void RemoveGroup(object sender, RoutedEventArgs e)
    {
        if (sender is FrameworkElement { DataContext: NamedChoice group })
        {
            Scope?.Groups.Remove(group);
        }
    }
}
