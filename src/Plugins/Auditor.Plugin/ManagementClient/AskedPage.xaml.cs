using System.Windows.Controls;

namespace Auditor.Plugin.ManagementClient;

/// <summary>What is demanded for each activity, and what counts as an answer.</summary>
internal sealed partial class AskedPage : UserControl
{
    public AskedPage() => InitializeComponent();
}
