using Auditor.Plugin.Core.Sending;

namespace Auditor.XProtectSimulator;

/// <summary>What Auditor's plugin is given in place of Windows.</summary>
public sealed class EventServerEquipment
{
    /// <summary>Makes the way to the services, for each start.</summary>
    public required Func<IBrokerLink> Link { get; init; }

    /// <summary>For what was delivered.</summary>
    public required string Folder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
