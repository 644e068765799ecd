using Auditor.Plugin.EventServer;
using VideoOS.Platform.Background;

namespace Auditor.XProtectSimulator;

/// <summary>Auditor's plugin, its shipped code, as Event Server hosts it.</summary>
public static class AuditedEventServer
{
    /// <summary>To be handed to an Event Server.</summary>
    public static BackgroundPlugin Create(EventServerEquipment equipment) => new EventServerAuditing(() => new EventServerParts
    {
        Connect = _ => equipment.Link(),
        Folder = equipment.Folder,
        Time = equipment.Time,
    });
}
