using Auditor.Contracts;
using Auditor.Hosting.Access;

namespace Auditor.WebConsole.Rules;

/// <summary>Who looks at the rules, and in which zone.</summary>
/// <param name="Zone">In which times are shown.</param>
/// <param name="MayChange">Is an administrator.</param>
/// <param name="MayReadLog">Is an auditor: sees what rules caught, and would have.</param>
public sealed record RuleReader(TimeZoneInfo Zone, bool MayChange, bool MayReadLog)
{
    internal static RuleReader Of(HttpContext http, TimeZoneInfo zone)
    {
        IReadOnlyList<string> roles = http.User.ToIdentity()?.Roles ?? [];
        return new RuleReader(zone, roles.Contains(AccessRoles.Administrator), roles.Contains(AccessRoles.Auditor));
    }
}
