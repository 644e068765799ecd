using Auditor.Contracts;

namespace Auditor.Rules;

internal static class WhomValidation
{
    public static void Check(string field, Whom? whom, RuleProblems problems)
    {
        if (!problems.IsThere(field, whom))
        {
            return;
        }

        if (!whom!.Everyone && whom.Users is null or { Count: 0 } && whom.Roles is null or { Count: 0 })
        {
            problems.Add(field, "At least one user, role or everyone must be selected.");
        }

        CheckUsers($"{field}.users", whom.Users, problems);
        CheckRoles($"{field}.roles", whom.Roles, problems);
        CheckUsers($"{field}.excludedUsers", whom.ExcludedUsers, problems);
        CheckRoles($"{field}.excludedRoles", whom.ExcludedRoles, problems);
    }

    private static void CheckUsers(string field, IReadOnlyList<UserRef?>? users, RuleProblems problems) =>
        problems.Each(field, users, RuleLimits.Users, (path, user) =>
        {
            if (string.IsNullOrWhiteSpace(user.Sid) && string.IsNullOrWhiteSpace(user.Name))
            {
                problems.Add(path, "A user needs a sid or a name.");
            }

            problems.Key($"{path}.sid", user.Sid);
            problems.Key($"{path}.name", user.Name);
        });

    private static void CheckRoles(string field, IReadOnlyList<RoleRef?>? roles, RuleProblems problems) =>
        problems.Each(field, roles, RuleLimits.Roles, (path, role) =>
        {
            if (string.IsNullOrWhiteSpace(role.Id) && string.IsNullOrWhiteSpace(role.Name))
            {
                problems.Add(path, "A role needs an id or a name.");
            }

            problems.Key($"{path}.id", role.Id);
            problems.Key($"{path}.name", role.Name);
        });
}
