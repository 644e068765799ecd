using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Whom the rule catches, while it is edited. Users are known by SID wherever XProtect says it, roles by id.</summary>
public sealed class WhomDraft : DraftPart
{
    private Whom _filled = new();
    private bool _everyone;

    public WhomDraft()
    {
        With(Users);
        With(Roles);
    }

    public bool Everyone
    {
        get => _everyone;
        set => Edit(ref _everyone, value);
    }

    public SubjectChoices Users { get; } = new("no longer in the system, or comes in through a group");

    public SubjectChoices Roles { get; } = new("no longer in the system");

    public Whom ToWhom() => new()
    {
        Everyone = Everyone,
        Users = [.. Users.Caught([.. _filled.Users.Select(SubjectRef.Of)]).Select(name => name.ToUser())],
        Roles = [.. Roles.Caught([.. _filled.Roles.Select(SubjectRef.Of)]).Select(name => name.ToRole())],
        ExcludedUsers = [.. Users.Exempt([.. _filled.ExcludedUsers.Select(SubjectRef.Of)]).Select(name => name.ToUser())],
        ExcludedRoles = [.. Roles.Exempt([.. _filled.ExcludedRoles.Select(SubjectRef.Of)]).Select(name => name.ToRole())],
    };

    public void Fill(Whom whom)
    {
        _filled = whom;
        Everyone = whom.Everyone;
        Users.Fill([.. whom.Users.Select(SubjectRef.Of)], [.. whom.ExcludedUsers.Select(SubjectRef.Of)]);
        Roles.Fill([.. whom.Roles.Select(SubjectRef.Of)], [.. whom.ExcludedRoles.Select(SubjectRef.Of)]);
    }

    /// <summary>Users and roles have come, or come anew. Changes no selection.</summary>
    public void Merge(DirectoryListing listing)
    {
        Users.Merge([.. listing.Users.Select(user => new ListedSubject(user.Sid, user.Name, user.Kind))]);
        Roles.Merge(
        [
            .. listing.Roles.Select(role => new ListedSubject(
                role.Id, role.Name, role.HasGroups ? "also held by members of directory groups" : Members(listing, role))),
        ]);
    }

    private static string Members(DirectoryListing listing, DirectoryRole role) =>
        RuleWords.Count(listing.Users.Count(user => user.RoleIds.Contains(role.Id)), "user");
}
