using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.Core.Sending;

namespace Auditor.Plugin.Core;

/// <summary>What a client session is made of.</summary>
public sealed class ClientSetup
{
    public required ClientIdentity Identity { get; init; }

    /// <summary>Folder of this user for spool and policy; made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>Disposed with the session.</summary>
    public required IBrokerLink Link { get; init; }

    public required ISecretProtection Protection { get; init; }

    public required IPromptView Prompt { get; init; }

    public required IClientCommands Commands { get; init; }

    public required IOperatorNotices Notices { get; init; }

    public required IPluginLog Log { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What to do while no policy was ever fetched; the strictest of all rules, as Management Client last saved it.</summary>
    public PolicyUnknown WhenPolicyUnknown { get; init; }
}
