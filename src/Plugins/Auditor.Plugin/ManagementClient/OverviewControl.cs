using System.Windows.Forms;
using System.Windows.Forms.Integration;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The page of Auditor's top node.</summary>
internal sealed class OverviewControl : UserControl
{
    public OverviewControl(AdministrationParts parts, RuleSaver saver, UserDirectoryLoader directory)
    {
        Dock = DockStyle.Fill;
        AutoScaleMode = AutoScaleMode.None;
        var connection = new ConnectionViewModel(parts.Connection, parts.EventServer, parts.Access, parts.ConnectionTest, saver.Service);
        var overview = new Overview(connection, new RuleSyncViewModel(saver), new PeerImportViewModel(parts.Peer, saver, directory));
        Controls.Add(new ElementHost { Dock = DockStyle.Fill, Child = overview });
    }
}
