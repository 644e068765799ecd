using Auditor.Plugin.Core.Editing;
using VideoOS.Platform;
using VideoOS.Platform.ConfigurationItems;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Users and roles as the management server lists them. One call for each role: never on the thread of the screens.</summary>
internal sealed class XProtectUsers(FQID site) : IUserDirectory
{
    private const string GroupType = "Group";
    private const string BasicDomain = @"[BASIC]\";

    public DirectoryListing Read(CancellationToken cancellation)
    {
        var server = new ManagementServer(site);
        var users = new Dictionary<string, (string Name, string Kind, List<string> Roles)>(StringComparer.OrdinalIgnoreCase);
        var roles = new List<DirectoryRole>();
        foreach (BasicUser user in server.BasicUserFolder.BasicUsers)
        {
            cancellation.ThrowIfCancellationRequested();
            if (string.IsNullOrEmpty(user.Sid))
            {
                continue;
            }

            users[user.Sid] = (BasicDomain + user.Name, "Basic user", []);
        }

        foreach (Role role in server.RoleFolder.Roles)
        {
            cancellation.ThrowIfCancellationRequested();
            string id = IdOf(role.Path);
            bool hasGroups = false;
            foreach (User user in role.UserFolder.Users)
            {
                if (user.IdentityType?.IndexOf(GroupType, StringComparison.OrdinalIgnoreCase) >= 0)
                {
                    // Its members sign in with SIDs of their own; only the role catches them.
                    hasGroups = true;
                    continue;
                }

                if (string.IsNullOrEmpty(user.Sid))
                {
                    // Rules know people by SID, so there is nothing to pick.
                    continue;
                }

                if (!users.TryGetValue(user.Sid, out (string Name, string Kind, List<string> Roles) known))
                {
                    known = (NameOf(user), KindOf(user), []);
                    users[user.Sid] = known;
                }

                known.Roles.Add(id);
            }

            roles.Add(new DirectoryRole(id, role.Name, hasGroups));
        }

        return new DirectoryListing([.. users.Select(user => new DirectoryUser(user.Key, user.Value.Name, user.Value.Kind, user.Value.Roles))], roles);
    }

    /// <summary>Of a path like <c>Role[d1b2...]</c>.</summary>
    private static string IdOf(string path)
    {
        int open = path.IndexOf('[');
        int close = path.LastIndexOf(']');
        return open >= 0 && close > open ? path.Substring(open + 1, close - open - 1) : path;
    }

    private static string NameOf(User user)
    {
        string account = Or(user.AccountName, Or(user.Name, user.DisplayName));
        return account.IndexOf('\\') >= 0 ? account
            : IsBasic(user) ? BasicDomain + account
            : string.IsNullOrEmpty(user.Domain) ? account : $@"{user.Domain}\{account}";
    }

    private static string KindOf(User user) => IsBasic(user) ? "Basic user" : "Windows user";

    private static bool IsBasic(User user) => user.IdentityType?.IndexOf("Basic", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string Or(string? text, string? otherwise) => string.IsNullOrEmpty(text) ? otherwise ?? "" : text!;
}
