using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.RuleService.Api;

/// <summary>
/// Whom a rule catches, in words. Who matches whom is the rule engine's to say: it is asked about one part of the rule at a
/// time, so that the words can never differ from what happens.
/// </summary>
internal static class WhomInWords
{
    public static string Describe(AuditRule rule)
    {
        Whom whom = rule.Whom;
        string[] caught = [.. whom.Users.Select(Name), .. whom.Roles.Select(Name)];
        string[] spared = [.. whom.ExcludedUsers.Select(Name), .. whom.ExcludedRoles.Select(Name)];
        string who = whom.Everyone ? "Everyone" : caught.Length > 0 ? Capital(List(caught)) : "Nobody: the rule is not for everyone, and names no user and no role";
        return who + (spared.Length > 0 ? ", except " + List(spared) : "") + "." + Standing(rule);
    }

    public static CatchAnswer Explain(AuditRule rule, Actor actor)
    {
        (bool caught, string because) = Judge(rule, actor);
        return new CatchAnswer(caught && rule.Enabled, because + Standing(rule));
    }

    private static (bool Caught, string Because) Judge(AuditRule rule, Actor actor)
    {
        Whom whom = rule.Whom;
        if (whom.ExcludedUsers.FirstOrDefault(user => Catches(new Whom { Users = [user] }, actor)) is { } excluded)
        {
            return (false, $"The rule excludes {Name(excluded)}.");
        }

        if (whom.ExcludedRoles.FirstOrDefault(role => Catches(new Whom { Roles = [role] }, actor)) is { } excludedRole)
        {
            return (false, $"The rule excludes {Name(excludedRole)}, which this user holds.");
        }

        if (whom.Everyone)
        {
            return (true, "The rule is for everyone.");
        }

        if (whom.Users.FirstOrDefault(user => Catches(new Whom { Users = [user] }, actor)) is { } listed)
        {
            return (true, $"The rule names {Name(listed)}.");
        }

        if (whom.Roles.FirstOrDefault(role => Catches(new Whom { Roles = [role] }, actor)) is { } held)
        {
            return (true, $"The rule names {Name(held)}, which this user holds.");
        }

        return (false, $"The rule is for {Uncapital(Describe(rule with { Enabled = true, Mode = RuleMode.Live }))} This user is none of them.");
    }

    private static bool Catches(Whom part, Actor actor) => RuleBook.Compile([new AuditRule { Whom = part }], 1).PolicyFor(actor).Count > 0;

    private static string Standing(AuditRule rule) => rule switch
    {
        { Enabled: false } => " But the rule is disabled, so it catches nobody now.",
        { Mode: RuleMode.Shadow } => " It is a shadow rule: matches are recorded, nothing is demanded.",
        _ => "",
    };

    private static string Name(UserRef user) => (user.Name, user.Sid) switch
    {
        ({ Length: > 0 } name, { Length: > 0 } sid) => $"the user '{name}' (SID {sid})",
        ({ Length: > 0 } name, _) => $"the user '{name}'",
        _ => $"the user with SID {user.Sid}",
    };

    private static string Name(RoleRef role) => role.Name is { Length: > 0 } name ? $"the role '{name}'" : $"the role with id {role.Id}";

    private static string List(string[] names) => names.Length == 1 ? names[0] : string.Join(", ", names[..^1]) + " and " + names[^1];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Uncapital(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
