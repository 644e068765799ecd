using System.IO;
using System.Xml;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.EventServer;
using Auditor.Plugin.Protection;
using Auditor.Plugin.SmartClient;
using VideoOS.Platform;

namespace Auditor.Plugin;

/// <summary>The parts as they are on Windows: the broker, the prompt's window, DPAPI, the folders of user and machine.</summary>
internal static class WindowsParts
{
    /// <summary>Of the Windows user; what XProtect's configuration does not have.</summary>
    public static string UserFolder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Auditor");

    /// <summary>Of the machine.</summary>
    public static string MachineFolder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Auditor");

    /// <summary>The Event Server's own connection, which only this machine can open.</summary>
    public static ProtectedSettingsFile EventServerFile => new(Path.Combine(MachineFolder, "event-server.xml"), DpapiProtection.ForMachine(), ServicesOnly.Restrict);

    public static SmartClientParts OfSmartClient()
    {
        var log = new MipLog(EnvironmentManager.Instance);
        return new SmartClientParts
        {
            Connect = options => ConnectionOf(options, log),
            Prompt = WpfPromptViews.InSmartClient(),
            Protection = DpapiProtection.ForUser(),
            // What waits for the broker of one system must not go to that of another.
            Folder = Path.Combine(UserFolder, EnvironmentManager.Instance.MasterSite?.ServerId?.Id.ToString("N") ?? "unknown"),
        };
    }

    public static EventServerParts OfEventServer()
    {
        var log = new MipLog(EnvironmentManager.Instance);
        return new EventServerParts
        {
            Connect = _ => EventServerLink(log),
            Folder = Path.Combine(MachineFolder, "deliveries"),
        };
    }

    private static ClientConnection ConnectionOf(XmlNode? options, MipLog log)
    {
        ConnectionSettings? settings = ConnectionSettings.FromXml(options?.OuterXml);
        return settings is null
            ? new ClientConnection(new UnconfiguredLink(TimeProvider.System), PolicyUnknown.FailOpen)
            : new ClientConnection(new RabbitMqLink(settings, $"Auditor Smart Client on {Environment.MachineName}", TimeProvider.System, log), settings.WhenPolicyUnknown);
    }

    /// <exception cref="InvalidOperationException">No credential was saved on this machine yet; whoever starts the session tries again.</exception>
    private static RabbitMqLink EventServerLink(MipLog log)
    {
        ConnectionSettings settings = EventServerFile.Load() ?? throw new InvalidOperationException(
            $"Event Server has no way to the broker yet: save its user on the connection page of Management Client, on this machine ('{EventServerFile.Location}').");
        return new RabbitMqLink(settings, $"Auditor Event Server on {Environment.MachineName}", TimeProvider.System, log);
    }
}
