using System.Collections.Concurrent;
using Auditor.Plugin.Core.Tracking;
using VideoOS.Platform;
using VideoOS.Platform.Client;

namespace Auditor.Plugin.SmartClient;

/// <summary>
/// Which of Smart Client's windows is which of ours. The main window is the first in the client's list of windows; where the list says
/// nothing, the first window that a viewer was in.
/// </summary>
internal sealed class WindowNames(Configuration configuration, Guarded guarded)
{
    private readonly ConcurrentDictionary<string, FQID> _objects = new(StringComparer.OrdinalIgnoreCase);
    private readonly object _gate = new();
    private string? _main;

    /// <summary>Our name of a window; a viewer that does not know its window counts as in the main one.</summary>
    public string Of(WindowInformation? information)
    {
        string id = information is null ? "" : $"{information.WindowId}";
        if (id.Length == 0)
        {
            return Windows.Main;
        }

        lock (_gate)
        {
            _main ??= FirstWindow() ?? id;
            return string.Equals(_main, id, StringComparison.OrdinalIgnoreCase) ? Windows.Main : id;
        }
    }

    /// <summary>What commands to a window are addressed to; null means the main window.</summary>
    public FQID? ObjectOf(string window)
    {
        if (window == Windows.Main)
        {
            return null;
        }

        if (!_objects.ContainsKey(window))
        {
            List();
        }

        return _objects.TryGetValue(window, out FQID? known) ? known : null;
    }

    /// <summary>The windows that the client lists now, in its order.</summary>
    public IReadOnlyList<string> Listed() => List();

    private string? FirstWindow() => List().FirstOrDefault();

    private List<string> List()
    {
        var ids = new List<string>();
        foreach (Item window in guarded.Read("Windows", () => configuration.GetItemsByKind(Kind.Window), otherwise: []) ?? [])
        {
            string id = window.FQID.ObjectId != Guid.Empty ? window.FQID.ObjectId.ToString() : window.FQID.ObjectIdString ?? "";
            if (id.Length > 0)
            {
                ids.Add(id);
                _objects[id] = window.FQID;
            }
        }

        return ids;
    }
}
