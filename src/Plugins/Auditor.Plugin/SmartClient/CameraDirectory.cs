using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using VideoOS.Platform;

namespace Auditor.Plugin.SmartClient;

/// <summary>
/// Names and groups of cameras. Names come from the client's own configuration at once; the groups are read beside the user interface, because
/// walking the tree of a large site takes long.
/// </summary>
internal sealed class CameraDirectory(Configuration configuration, IPluginLog log)
{
    private readonly ConcurrentDictionary<Guid, string> _names = new();
    private volatile Dictionary<Guid, IReadOnlyList<string>> _groups = [];
    private int _reading;

    /// <summary>Null when the position is empty or the client does not say.</summary>
    public CameraRef? Of(FQID? fqid)
    {
        if (fqid is null || fqid.ObjectId == Guid.Empty)
        {
            return null;
        }

        string name = _names.TryGetValue(fqid.ObjectId, out string? known) ? known : NameOf(fqid);
        return new CameraRef
        {
            Id = fqid.ObjectId.ToString(),
            Name = name,
            Groups = _groups.TryGetValue(fqid.ObjectId, out IReadOnlyList<string>? groups) ? groups : [],
        };
    }

    /// <summary>Reads the groups again; <paramref name="changed"/> is called when they are other than before.</summary>
    public void Refresh(Action changed)
    {
        // One at a time: whoever asks meanwhile is served by a second round.
        if (Interlocked.Increment(ref _reading) > 1)
        {
            return;
        }

        _ = Task.Run(() =>
        {
            do
            {
                Interlocked.Exchange(ref _reading, 1);
                Read(changed);
            }
            while (Interlocked.CompareExchange(ref _reading, 0, 1) != 1);
        });
    }

    private void Read(Action changed)
    {
        try
        {
            var groups = new Dictionary<Guid, HashSet<string>>();
            Walk(configuration.GetItemsByKind(Kind.Camera, ItemHierarchy.UserDefined), [], groups, 0);
            _names.Clear();
            var read = groups.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value]);
            Dictionary<Guid, IReadOnlyList<string>> before = _groups;
            _groups = read;
            if (before.Count != read.Count || read.Any(pair => !before.TryGetValue(pair.Key, out IReadOnlyList<string>? old) || !old.SequenceEqual(pair.Value, StringComparer.Ordinal)))
            {
                changed();
            }
        }
        catch (Exception problem)
        {
            log.Error("Cameras", "The camera groups could not be read; rules for groups do not apply until they can.", problem);
        }
    }

    private static void Walk(IEnumerable<Item>? items, IReadOnlyList<string> above, Dictionary<Guid, HashSet<string>> groups, int depth)
    {
        // A loop in the tree would be XProtect's error, and would end the client by ours.
        if (items is null || depth > 50)
        {
            return;
        }

        foreach (Item item in items)
        {
            if (item?.FQID is not { } fqid)
            {
                continue;
            }

            if (fqid.FolderType == FolderType.No)
            {
                if (fqid.Kind != Kind.Camera)
                {
                    continue;
                }

                if (!groups.TryGetValue(fqid.ObjectId, out HashSet<string>? known))
                {
                    groups[fqid.ObjectId] = known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                }

                known.UnionWith(above);
            }
            else
            {
                Walk(item.GetChildren(), [.. above, fqid.ObjectId.ToString()], groups, depth + 1);
            }
        }
    }

    private string NameOf(FQID fqid)
    {
        try
        {
            if (configuration.GetItem(fqid)?.Name is { Length: > 0 } name)
            {
                return _names.GetOrAdd(fqid.ObjectId, name);
            }
        }
        catch (Exception problem)
        {
            log.Error("Cameras", "A camera's name could not be read.", problem);
        }

        return "";
    }
}
