using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Sending;

namespace Auditor.Plugin.Core.Delivering;

/// <summary>What the Event Server's part is made of.</summary>
public sealed class EventServerSetup
{
    /// <summary>Disposed with the session.</summary>
    public required IBrokerLink Link { get; init; }

    public required IXProtectOutlet Outlet { get; init; }

    /// <summary>Folder for what was delivered; made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>The site that this Event Server serves; entries of other sites are not its own. Null: all are.</summary>
    public SiteRef? Site { get; init; }

    /// <summary>This machine, as deliveries name it.</summary>
    public required string Host { get; init; }

    public required IPluginLog Log { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
