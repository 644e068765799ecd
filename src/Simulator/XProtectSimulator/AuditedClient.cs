using Auditor.Contracts;
using Auditor.Plugin.Core;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.SmartClient;

namespace Auditor.XProtectSimulator;

/// <summary>Auditor's plugin, its shipped code, as a Smart Client hosts it.</summary>
public sealed class AuditedClient
{
    private readonly SmartClientAuditing _auditing;

    public AuditedClient(ClientEquipment equipment)
    {
        _auditing = new SmartClientAuditing(() => new SmartClientParts
        {
            Connect = _ => new ClientConnection(equipment.Link(), PolicyUnknown.FailOpen),
            Prompt = equipment.Prompt,
            Protection = new NoProtection(),
            Folder = equipment.Folder,
            Workstation = equipment.Workstation,
            Time = equipment.Time,
        });
        Plugins = new SmartClientPlugins { Background = [_auditing], Exports = _auditing.NewExport };
    }

    /// <summary>To be handed to a client.</summary>
    public SmartClientPlugins Plugins { get; }

    /// <summary>The session of whoever is signed in; null while there is none.</summary>
    public ClientSession? Session => _auditing.Session;
}
