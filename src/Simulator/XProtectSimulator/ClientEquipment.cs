using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Sending;

namespace Auditor.XProtectSimulator;

/// <summary>What Auditor's plugin is given in place of Windows and of a person.</summary>
public sealed class ClientEquipment
{
    /// <summary>Makes the way to the services, for each login.</summary>
    public required Func<IBrokerLink> Link { get; init; }

    /// <summary>Who answers questions.</summary>
    public required IPromptView Prompt { get; init; }

    /// <summary>For spool and policy.</summary>
    public required string Folder { get; init; }

    /// <summary>Name of the machine; null for this one's.</summary>
    public string? Workstation { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
