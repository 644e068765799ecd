using Auditor.Contracts;

namespace Auditor.Plugin.Core.Clients;

/// <summary>Who works at this client, and where: read once after login, and the same for the whole client session.</summary>
public sealed record ClientIdentity
{
    /// <summary>The operator as XProtect knows one: SID, qualified name, role ids, workstation.</summary>
    public Actor Actor { get; init; } = new();

    public SiteRef Site { get; init; } = new();

    public string? Tenant { get; init; }

    public string PluginVersion { get; init; } = "";
}
