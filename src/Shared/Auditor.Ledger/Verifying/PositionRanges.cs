using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>Positions as ranges, both ends included, in order and not touching each other.</summary>
internal sealed class PositionRanges
{
    private readonly List<PositionRange> _ranges = [];
    private bool _sorted = true;

    public IReadOnlyList<PositionRange> Ranges
    {
        get
        {
            Sort();
            return _ranges;
        }
    }

    public void Add(long first, long last)
    {
        if (_ranges.Count > 0 && first == _ranges[^1].Last + 1)
        {
            _ranges[^1] = _ranges[^1] with { Last = last };
            return;
        }

        _sorted = _sorted && (_ranges.Count == 0 || first > _ranges[^1].Last);
        _ranges.Add(new PositionRange(first, last));
    }

    public bool Contains(long position)
    {
        Sort();
        int low = 0;
        int high = _ranges.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (position < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (position > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many positions.</summary>
    public long Count()
    {
        Sort();
        return _ranges.Sum(range => range.Last - range.First + 1);
    }

    /// <summary>The positions that are not among the others.</summary>
    public PositionRanges Except(PositionRanges others)
    {
        var left = new PositionRanges();
        int next = 0;
        foreach (PositionRange range in Ranges)
        {
            long first = range.First;
            while (next < others.Ranges.Count && others.Ranges[next].Last < first)
            {
                next++;
            }

            for (int at = next; at < others.Ranges.Count && others.Ranges[at].First <= range.Last && first <= range.Last; at++)
            {
                if (others.Ranges[at].First > first)
                {
                    left.Add(first, others.Ranges[at].First - 1);
                }

                first = others.Ranges[at].Last + 1;
            }

            if (first <= range.Last)
            {
                left.Add(first, range.Last);
            }
        }

        return left;
    }

    private void Sort()
    {
        if (_sorted)
        {
            return;
        }

        PositionRange[] unsorted = [.. _ranges.OrderBy(range => range.First)];
        _ranges.Clear();
        foreach (PositionRange range in unsorted)
        {
            if (_ranges.Count > 0 && range.First <= _ranges[^1].Last + 1)
            {
                _ranges[^1] = _ranges[^1] with { Last = Math.Max(_ranges[^1].Last, range.Last) };
            }
            else
            {
                _ranges.Add(range);
            }
        }

        _sorted = true;
    }

    /// <summary>Both ends included.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct PositionRange(long First, long Last);
}
