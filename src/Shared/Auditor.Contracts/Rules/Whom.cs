namespace Auditor.Contracts;

/// <summary>
/// The actors a rule catches: everyone, or any of the users and roles listed; never one who is excluded.
/// </summary>
public sealed record Whom
{
    public bool Everyone { get; init; }

    public IReadOnlyList<UserRef> Users { get; init; } = [];

    public IReadOnlyList<RoleRef> Roles { get; init; } = [];

    public IReadOnlyList<UserRef> ExcludedUsers { get; init; } = [];

    public IReadOnlyList<RoleRef> ExcludedRoles { get; init; } = [];
}
