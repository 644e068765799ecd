using Auditor.Plugin.EventServer;
using Auditor.Plugin.ManagementClient;
using Auditor.Plugin.SmartClient;

namespace Auditor.Plugin;

/// <summary>The parts as they are on Windows: the broker, the prompt's window, DPAPI, the folders of user and machine.</summary>
internal static class WindowsParts
{
    public static SmartClientParts OfSmartClient() => throw new NotSupportedException("The parts of Smart Client are put together elsewhere.");

    public static EventServerParts OfEventServer() => throw new NotSupportedException("The parts of Event Server are put together elsewhere.");

    public static AdministrationParts OfAdministration() => WindowsAdministration.Create();
}
