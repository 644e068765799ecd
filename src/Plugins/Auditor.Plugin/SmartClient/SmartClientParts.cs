using System.Xml;
using Auditor.Plugin.Core;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.SmartClient;

/// <summary>What the operator's part is made of, besides Smart Client itself.</summary>
internal sealed class SmartClientParts
{
    /// <summary>Makes the way to the services from the options that Management Client saved; null when it saved none yet.</summary>
    public required Func<XmlNode?, ClientConnection> Connect { get; init; }

    public required IPromptView Prompt { get; init; }

    public required ISecretProtection Protection { get; init; }

    /// <summary>Of this Windows user.</summary>
    public required string Folder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string? Tenant { get; init; }

    /// <summary>Name of the machine; null for what Windows says.</summary>
    public string? Workstation { get; init; }

    /// <summary>Starts the work of one login.</summary>
    public Func<ClientSetup, RunningClient> Start { get; init; } = setup =>
    {
        ClientSession session = ClientSession.Start(setup);
        return new RunningClient(session.Signals, session);
    };
}
