using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>From users and roles to the rules that catch or exclude them. Keys ignore case.</summary>
internal sealed class WhomIndex
{
    private readonly WhomEntry _everyone = new();
    private readonly Dictionary<string, WhomEntry> _sids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, WhomEntry> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, WhomEntry> _roleIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, WhomEntry> _roleNames = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rules with specified cameras that catch everyone, by word; empty when there are none.</summary>
    public ulong[] EveryoneWithSpecifiedCameras { get; private set; } = [];

    public void Add(int ordinal, Whom whom, bool specified)
    {
        if (whom.Everyone)
        {
            _everyone.Add(ordinal, specified);
        }
        else
        {
            foreach (UserRef? user in whom.Users ?? [])
            {
                EntryOf(user)?.Add(ordinal, specified);
            }

            foreach (RoleRef? role in whom.Roles ?? [])
            {
                EntryOf(role)?.Add(ordinal, specified);
            }
        }

        foreach (UserRef? user in whom.ExcludedUsers ?? [])
        {
            EntryOf(user)?.Exclude(ordinal);
        }

        foreach (RoleRef? role in whom.ExcludedRoles ?? [])
        {
            EntryOf(role)?.Exclude(ordinal);
        }
    }

    public void Seal(int wordCount)
    {
        EveryoneWithSpecifiedCameras = _everyone.SpecifiedCameras?.ToWords(wordCount) ?? [];
        _everyone.Seal(wordCount);
        foreach (Dictionary<string, WhomEntry> entries in new[] { _sids, _names, _roleIds, _roleNames })
        {
            foreach (WhomEntry entry in entries.Values)
            {
                entry.Seal(wordCount);
            }
        }
    }

    /// <summary>
    /// Notes the rules that catch or exclude the actor; of those that catch everyone only the ones for all cameras,
    /// see <see cref="EveryoneWithSpecifiedCameras"/>.
    /// </summary>
    public void Find(Actor? actor, Workspace workspace)
    {
        _everyone.AllCameras?.AddTo(workspace.Found);
        if (actor is null)
        {
            return;
        }

        Find(_sids, actor.Id, workspace);
        if (_names.Count > 0 && actor.Name is { } name)
        {
            // A rule's name with a domain can only equal the whole name; one without also means it in any domain.
            Find(_names, name, workspace);
            Find(_names, AccountName.WithoutDomain(name), workspace);
        }

        IReadOnlyList<RoleRef?> roles = actor.Roles ?? [];
        for (int i = 0; i < roles.Count; i++)
        {
            Find(_roleIds, roles[i]?.Id, workspace);
            Find(_roleNames, roles[i]?.Name, workspace);
        }
    }

    private static void Find(Dictionary<string, WhomEntry> entries, string? key, Workspace workspace)
    {
        if (key is not null && entries.TryGetValue(key, out WhomEntry? entry))
        {
            entry.AddTo(workspace);
        }
    }

    private WhomEntry? EntryOf(UserRef? user) =>
        user is null ? null : EntryOf(_sids, user.Sid) ?? EntryOf(_names, user.Name);

    private WhomEntry? EntryOf(RoleRef? role) =>
        role is null ? null : EntryOf(_roleIds, role.Id) ?? EntryOf(_roleNames, role.Name);

    /// <summary>The entry of a key, made when it is new. A blank key names nobody.</summary>
    private static WhomEntry? EntryOf(Dictionary<string, WhomEntry> entries, string? key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            return null;
        }

        if (!entries.TryGetValue(key!, out WhomEntry? entry))
        {
            entries.Add(key!, entry = new WhomEntry());
        }

        return entry;
    }
}
