namespace Auditor.Faults.Load;

/// <summary>Which entries a subscriber took, in the order in which it took them, repetitions included.</summary>
internal sealed class Received
{
    private readonly List<Guid> _entries = [];

    public IReadOnlyList<Guid> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(Guid entryId)
    {
        lock (_entries)
        {
            _entries.Add(entryId);
        }
    }
}
