using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using VideoOS.Platform;
using VideoOS.Platform.Login;

namespace Auditor.Plugin.SmartClient;

/// <summary>Who has signed in, as Smart Client says.</summary>
internal static class IdentityReading
{
    private const string Unknown = "(unknown)";

    public static ClientIdentity Read(EnvironmentManager environment, string? tenant, string? machine, Guarded guarded)
    {
        FQID? site = guarded.Read("Identity", () => environment.MasterSite, otherwise: null!);
        LoginSettings? login = guarded.Read("Identity", () => LoginSettingsCache.GetLoginSettings(site), otherwise: null!);
        string siteName = guarded.Read("Identity", () => environment.GetSiteItem(site)?.Name, otherwise: null) ?? login?.Name ?? "";
        return new ClientIdentity
        {
            Actor = ActorOf(login, machine, guarded),
            Site = new SiteRef { Id = SiteId(site), Name = siteName },
            Tenant = tenant,
            PluginVersion = PluginVersion.Text,
        };
    }

    private static Actor ActorOf(LoginSettings? login, string? machine, Guarded guarded)
    {
        string workstation = machine ?? guarded.Read("Identity", () => Environment.MachineName, otherwise: "");
        if (login is null)
        {
            // It is recorded all the same; rules for everybody apply.
            return new Actor { Name = Unknown, Workstation = workstation };
        }

        string name = FirstOf(login.FullyQualifiedUserName, login.UserName, Unknown);
        return new Actor
        {
            Id = string.IsNullOrWhiteSpace(login.UserIdentity) ? null : login.UserIdentity,
            Name = name,
            Account = login.IsBasicUser ? "basic" : login.IsOAuthIdentity ? "idp" : "windows",
            Roles = [.. Roles(login).Select(id => new RoleRef { Id = id })],
            Workstation = workstation,
        };
    }

    /// <summary>Its element type is not the same in all versions: ids as text or as Guid.</summary>
    private static IEnumerable<string> Roles(LoginSettings login) =>
        login.GroupMemberShip is System.Collections.IEnumerable roles
            ? roles.Cast<object?>().Select(role => $"{role}").Where(role => role.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
            : [];

    private static string? SiteId(FQID? site) => site switch
    {
        null => null,
        { ObjectId: var id } when id != Guid.Empty => id.ToString(),
        { ServerId: { } server } => server.Id.ToString(),
        _ => null,
    };

    private static string FirstOf(params string?[] names) => names.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? "";
}
