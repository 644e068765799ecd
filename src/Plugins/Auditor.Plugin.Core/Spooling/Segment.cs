namespace Auditor.Plugin.Core.Spooling;

/// <summary>What is known of one segment file. Guarded by the lock of its session.</summary>
internal sealed class Segment(string path)
{
    // One mark a second is enough to say how long the oldest activity has waited.
    private const long MarkEvery = TimeSpan.TicksPerSecond;

    private readonly List<(long Sequence, long Ticks)> _marks = [];

    public string Path { get; } = path;

    /// <summary>Lowest and highest sequence number in it; 0 while it is empty.</summary>
    public long First { get; private set; }

    public long Last { get; private set; }

    public long Count { get; private set; }

    /// <summary>When its latest activity was observed, in UTC ticks.</summary>
    public long NewestTicks { get; private set; }

    /// <summary>So many bytes of it are whole records that are flushed.</summary>
    public long DurableLength { get; set; }

    /// <summary>Correlation ids of questions in it that nobody has answered yet.</summary>
    public HashSet<Guid> Asking { get; } = [];

    public void Add(long sequence, long observedTicks)
    {
        First = First == 0 ? sequence : First;
        Last = Math.Max(Last, sequence);
        NewestTicks = Math.Max(NewestTicks, observedTicks);
        Count++;
        if (_marks.Count == 0 || observedTicks - _marks[_marks.Count - 1].Ticks >= MarkEvery)
        {
            _marks.Add((sequence, observedTicks));
        }
    }

    /// <summary>How many of its records have a higher number.</summary>
    public long CountAfter(long sequence) => sequence < First ? Count : Math.Min(Count, Math.Max(0, Last - sequence));

    /// <summary>When the first of its records with a higher number was observed, in UTC ticks and to the second.</summary>
    public long TicksAfter(long sequence)
    {
        int low = 0;
        int high = _marks.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _marks[middle].Sequence <= sequence + 1 ? (middle, high) : (low, middle - 1);
        }

        return _marks.Count == 0 ? NewestTicks : _marks[low].Ticks;
    }
}
