using System.Numerics;
using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>
/// Leaves whose tree hash, MTH(D[Start:End]), is one element of a proof. The ranges of a proof are RFC 6962's recursive
/// definitions, walked without recursion.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeafRange(long Start, long End)
{
    /// <summary>PATH(index, D[size]) of RFC 6962, section 2.1.1, from the leaf's sibling to the root's child.</summary>
    public static List<LeafRange> OfInclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var ranges = new List<LeafRange>();
        long start = 0;
        long end = size;
        while (end - start > 1)
        {
            long split = start + LargestPowerOfTwoBelow(end - start);
            if (index < split)
            {
                ranges.Add(new LeafRange(split, end));
                end = split;
            }
            else
            {
                ranges.Add(new LeafRange(start, split));
                start = split;
            }
        }

        ranges.Reverse();
        return ranges;
    }

    /// <summary>PROOF(oldSize, D[size]) of RFC 6962, section 2.1.2; empty for equal sizes and for the empty tree.</summary>
    public static List<LeafRange> OfConsistency(long oldSize, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var ranges = new List<LeafRange>();
        if (oldSize == 0)
        {
            return ranges;
        }

        long start = 0;
        long end = size;
        while (end != oldSize)
        {
            long split = start + LargestPowerOfTwoBelow(end - start);
            if (oldSize <= split)
            {
                ranges.Add(new LeafRange(split, end));
                end = split;
            }
            else
            {
                ranges.Add(new LeafRange(start, split));
                start = split;
            }
        }

        // A subtree that begins at the first leaf is the old tree itself, which the verifier has.
        if (start != 0)
        {
            ranges.Add(new LeafRange(start, end));
        }

        ranges.Reverse();
        return ranges;
    }

    /// <summary>The full subtrees that make up the range, from the left, the largest first.</summary>
    public IEnumerable<(int Level, long Index)> FullSubtrees()
    {
        long at = Start;
        while (at < End)
        {
            int fits = BitOperations.Log2((ulong)(End - at));
            int level = at == 0 ? fits : Math.Min(BitOperations.TrailingZeroCount(at), fits);
            yield return (level, at >> level);
            at += 1L << level;
        }
    }

    private static long LargestPowerOfTwoBelow(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
