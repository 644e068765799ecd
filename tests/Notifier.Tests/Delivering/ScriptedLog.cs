using Auditor.Contracts;
using Auditor.Notifier.Following;
using Auditor.Wire;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>A log that a test writes, erases from, puts back to what it was, and begins anew.</summary>
internal sealed class ScriptedLog : ILogReader
{
    /// <summary>As AuditWriter has it.</summary>
    private const int MostCharacters = 512 * 1024;

    private readonly Lock _gate = new();
    private List<LogItem> _items = [];

    /// <summary>Adds changes of camera settings, by the names of what was changed.</summary>
    public void Append(params IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            Append(Entry(name));
        }
    }

    public void Append(AuditEntry entry)
    {
        lock (_gate)
        {
            _items.Add(new LogItem { Position = _items.Count, EntryId = entry.EntryId, Entry = WireFormat.ToJsonText(entry) });
        }
    }

    public static AuditEntry Entry(string name) => Given.Entry() with
    {
        EntryId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.CameraSettings,
        AuditableAction = AuditableActions.Update,
        ResourceName = name,
    };

    public void Erase(int position)
    {
        lock (_gate)
        {
            _items[position] = _items[position] with { Entry = default };
        }
    }

    /// <summary>Loses what was appended last, as an older backup does.</summary>
    public void PutBackTo(int end)
    {
        lock (_gate)
        {
            _items = [.. _items.Take(end)];
        }
    }

    public Task<LogPage> ReadAsync(long? from, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var page = new List<LogItem>();
            int characters = 0;
            foreach (LogItem item in from is { } first ? _items.Skip((int)first) : [])
            {
                characters += item.Entry.Text?.Length ?? 0;
                if (page.Count > 0 && characters > MostCharacters)
                {
                    break;
                }

                page.Add(item);
            }

            return Task.FromResult(new LogPage { End = _items.Count, FirstEntryId = _items.FirstOrDefault()?.EntryId, Items = page });
        }
    }
}
