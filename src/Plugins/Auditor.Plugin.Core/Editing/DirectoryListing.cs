namespace Auditor.Plugin.Core.Editing;

/// <param name="Users">Each once, whatever the number of roles.</param>
/// <param name="Roles">Each once.</param>
public sealed record DirectoryListing(IReadOnlyList<DirectoryUser> Users, IReadOnlyList<DirectoryRole> Roles)
{
    public static DirectoryListing Empty { get; } = new([], []);

    /// <summary>XProtect answers an administrator who may not see users with nothing at all.</summary>
    public bool IsEmpty => Users.Count == 0 && Roles.Count == 0;
}
