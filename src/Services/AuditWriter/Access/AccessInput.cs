using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.AuditWriter.Access;

/// <summary>What names, roles, passwords and lifetimes may be; each check gives what is wrong, or null.</summary>
public static class AccessInput
{
    public const int UsualKeyDays = 90;
    public const int LongestKeyDays = 3650;
    public const int ShortestPassword = 12;
    private const int LongestPassword = 1000;
    private const int LongestName = 100;

    public static string? NameProblem(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl) || name != name.Trim()
            ? $"must have 1 to {LongestName} characters, no control characters, and no space at its ends."
            : null;

    public static string? RolesProblem(IReadOnlyList<string>? roles)
    {
        string allowed = string.Join(", ", AccessRoles.All);
        if (roles is null || roles.Count == 0)
        {
            return $"must name at least one of {allowed}.";
        }

        return roles.FirstOrDefault(role => !AccessRoles.All.Contains(role)) is { } unknown ? $"{Quoted.Of(unknown)} is no role; there are {allowed}."
            : roles.Distinct(StringComparer.Ordinal).Count() < roles.Count ? "must not name a role twice."
            : null;
    }

    /// <summary>Length is what counts (NIST SP 800-63B section 5.1.1.2); nothing is asked about kinds of characters.</summary>
    public static string? PasswordProblem(string? password) =>
        password is null || password.Length < ShortestPassword || password.Length > LongestPassword
            ? $"must have {ShortestPassword} to {LongestPassword} characters."
            : null;

    public static string? DaysProblem(int days) => days is < 1 or > LongestKeyDays ? $"must be from 1 to {LongestKeyDays}." : null;
}
