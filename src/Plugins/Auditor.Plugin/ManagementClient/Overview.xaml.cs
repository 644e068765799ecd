using System.Windows.Controls;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Look;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Connection, rules in step, import and help.</summary>
internal sealed partial class Overview : UserControl
{
    public Overview(ConnectionViewModel connection, RuleSyncViewModel sync, PeerImportViewModel import)
    {
        (Connection, Sync, Import) = (connection, sync, import);
        Appearance.Apply(this, LookTheme.Light);
        Resources.MergedDictionaries.Add(EditingResources.Load());
        InitializeComponent();
        DataContext = this;
    }

    public ConnectionViewModel Connection { get; }

    public RuleSyncViewModel Sync { get; }

    public PeerImportViewModel Import { get; }
}
