using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>From users and roles to the rules that catch or exclude them.</summary>
internal sealed class WhomIndex
{
    private const int Everyone = 0;

    private readonly KeyNumbers _sids = new();
    private readonly KeyNumbers _names = new();
    private readonly KeyNumbers _roleIds = new();
    private readonly KeyNumbers _roleNames = new();
    private readonly PostingLists _allCameras;
    private readonly PostingLists _specifiedCameras;
    private readonly PostingLists _excluded;
    private int _keyCount = Everyone + 1;

    /// <param name="rules">Enabled rules in the order of the book. One without whom catches nobody.</param>
    public WhomIndex(IReadOnlyList<AuditRule> rules)
    {
        var allCameras = new PostingListsBuilder();
        var specifiedCameras = new PostingListsBuilder();
        var excluded = new PostingListsBuilder();
        for (int ordinal = 0; ordinal < rules.Count; ordinal++)
        {
            Whom? whom = rules[ordinal].Whom;
            bool specified = rules[ordinal].Cameras is { Specified: true };
            PostingListsBuilder catching = specified ? specifiedCameras : allCameras;
            if (whom is { Everyone: true } && specified)
            {
                EveryoneAtSpecifiedCameras ??= new ulong[(rules.Count + 63) >> 6];
                EveryoneAtSpecifiedCameras[ordinal >> 6] |= 1UL << (ordinal & 63);
            }
            else if (whom is { Everyone: true })
            {
                catching.Add(Everyone, ordinal);
            }
            else
            {
                Add(catching, ordinal, whom?.Users, whom?.Roles);
            }

            Add(excluded, ordinal, whom?.ExcludedUsers, whom?.ExcludedRoles);
        }

        _allCameras = allCameras.Build(_keyCount, rules.Count);
        _specifiedCameras = specifiedCameras.Build(_keyCount, rules.Count);
        _excluded = excluded.Build(_keyCount, rules.Count);
    }

    /// <summary>Rules with specified cameras that catch everyone, as bits by ordinal; null when there are none.</summary>
    public ulong[]? EveryoneAtSpecifiedCameras { get; }

    /// <summary>
    /// Notes the rules that catch or exclude the actor; of those that catch everyone only the ones for all cameras,
    /// see <see cref="EveryoneAtSpecifiedCameras"/>.
    /// </summary>
    public void Find(Actor? actor, Workspace workspace)
    {
        Add(workspace, Everyone);
        if (actor is null)
        {
            return;
        }

        Find(_sids, actor.Id, workspace);
        Find(_names, actor.Name, workspace);

        // A rule's name with a domain can only equal the whole name; one without also means it in any domain.
        Find(_names, AccountName.WithoutDomain(actor.Name), workspace);

        IReadOnlyList<RoleRef?> roles = actor.Roles ?? [];
        for (int i = 0; i < roles.Count; i++)
        {
            Find(_roleIds, roles[i]?.Id, workspace);
            Find(_roleNames, roles[i]?.Name, workspace);
        }
    }

    private void Find(KeyNumbers keys, string? key, Workspace workspace)
    {
        if (keys.TryFind(key, out int number))
        {
            Add(workspace, number);
        }
    }

    private void Add(Workspace workspace, int number)
    {
        _allCameras.AddTo(workspace.Found, number);
        _specifiedCameras.AddTo(workspace.Caught, number);
        _excluded.AddTo(workspace.Excluded, number);
    }

    private void Add(PostingListsBuilder lists, int ordinal, IReadOnlyList<UserRef?>? users, IReadOnlyList<RoleRef?>? roles)
    {
        foreach (UserRef? user in users ?? [])
        {
            if (_sids.TryNumber(user?.Sid, ref _keyCount, out int number) || _names.TryNumber(user?.Name, ref _keyCount, out number))
            {
                lists.Add(number, ordinal);
            }
        }

        foreach (RoleRef? role in roles ?? [])
        {
            if (_roleIds.TryNumber(role?.Id, ref _keyCount, out int number) || _roleNames.TryNumber(role?.Name, ref _keyCount, out number))
            {
                lists.Add(number, ordinal);
            }
        }
    }
}
