using System.IO;
using System.Windows.Forms;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Protection;
using Auditor.Plugin.SmartClient;
using VideoOS.Platform;

namespace Auditor.Plugin.ManagementClient;

/// <summary>The parts of Management Client as they are on Windows.</summary>
internal static class WindowsAdministration
{
    public static AdministrationParts Create()
    {
        var access = new RuleServiceAccessFile(Path.Combine(WindowsParts.UserFolder, "rule-service.xml"), DpapiProtection.ForUser());
        var items = new XProtectRuleItems();
        var options = new XProtectConnectionOptions(items);
        return new AdministrationParts
        {
            RuleService = new RuleServiceClient(access.Load),
            Items = items,
            Connection = options,
            WhenUnknown = options,
            EventServer = new MachineEventServerConnection(WindowsParts.EventServerFile),
            Access = access,
            ConnectionTest = new BrokerConnectionTest(),
            Users = new XProtectUsers(EnvironmentManager.Instance.MasterSite),
            Peer = new XProtectPeerItems(),
            Cameras = new XProtectCameraPicker(),
            Log = new MipLog(EnvironmentManager.Instance),
            Tell = text => MessageBox.Show(text, "Auditor", MessageBoxButtons.OK, MessageBoxIcon.Warning),
        };
    }
}
