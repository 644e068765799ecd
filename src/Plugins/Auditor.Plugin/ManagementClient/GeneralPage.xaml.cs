using System.Windows.Controls;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Name, enabled, shadow, notifications.</summary>
internal sealed partial class GeneralPage : UserControl
{
    public GeneralPage() => InitializeComponent();
}
