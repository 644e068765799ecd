using System.IO;
using System.Windows;
using Auditor.Plugin.Core.Clients;
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
        IPluginLog log = new MipLog(EnvironmentManager.Instance);
        var options = new XProtectConnectionOptions();
        string folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "Auditor");
        var access = new RuleServiceAccessFile(Path.Combine(folder, "rule-service.xml"), DpapiProtection.ForUser());
        return new AdministrationParts
        {
            RuleService = new RuleServiceClient(access.Load),
            Items = new XProtectRuleItems(),
            Connection = options,
            WhenUnknown = options,
            EventServer = new EventServerFile(),
            Access = access,
            ConnectionTest = new BrokerConnectionTest(),
            Users = new XProtectUsers(EnvironmentManager.Instance.MasterSite),
            Peer = new XProtectPeerItems(),
            Cameras = new XProtectCameraPicker(),
            Log = log,
            Tell = text => MessageBox.Show(text, "Auditor", MessageBoxButton.OK, MessageBoxImage.Warning),
        };
    }
}
