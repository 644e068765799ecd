using System.Text.Json;

namespace Auditor.AuditWriter.Differences;

/// <summary>
/// Which item of a list was which before. Objects that all have an <c>id</c>, <c>key</c> or <c>name</c> of their own go by it; one that has
/// changed its place among the others counts as taken away and put in. Anything else goes by the longest common subsequence of equal
/// items, and what stands between those by its place.
/// </summary>
internal sealed class ListAlignment
{
    private static readonly string[] Identities = ["id", "key", "name"];

    /// <summary>Comparisons that may still be made for longest common subsequences; beyond, items between the equal ends go by their place.</summary>
    private long _comparisonsLeft = 250_000;

    /// <returns>For each new item the index of the one that it was, or -1; rising.</returns>
    public int[] Counterparts(ReadOnlySpan<JsonElement> before, ReadOnlySpan<JsonElement> after)
    {
        foreach (string identity in Identities)
        {
            if (Keys(before, identity) is { } old && Keys(after, identity) is { } now)
            {
                return ByKey(old, now);
            }
        }

        return ByEquality(before, after);
    }

    /// <summary>The identities of all items, or null when not each has one of its own.</summary>
    private static Dictionary<string, int>? Keys(ReadOnlySpan<JsonElement> items, string identity)
    {
        var keys = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        for (int i = 0; i < items.Length; i++)
        {
            bool own = items[i].ValueKind == JsonValueKind.Object
                && items[i].TryGetProperty(identity, out JsonElement key)
                && key.ValueKind is JsonValueKind.String or JsonValueKind.Number
                && keys.TryAdd(key.GetRawText(), i);
            if (!own)
            {
                return null;
            }
        }

        return keys;
    }

    private static int[] ByKey(Dictionary<string, int> before, Dictionary<string, int> after)
    {
        int[] counterparts = new int[after.Count];
        Array.Fill(counterparts, -1);
        foreach ((string key, int index) in after)
        {
            counterparts[index] = before.GetValueOrDefault(key, -1);
        }

        KeepLongestRise(counterparts);
        return counterparts;
    }

    /// <summary>Leaves the longest rising subsequence (patience sorting), so that as few items as possible count as moved.</summary>
    private static void KeepLongestRise(int[] counterparts)
    {
        var tails = new List<int>(counterparts.Length);
        int[] previous = new int[counterparts.Length];
        for (int i = 0; i < counterparts.Length; i++)
        {
            if (counterparts[i] < 0)
            {
                continue;
            }

            int low = 0;
            int high = tails.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = counterparts[tails[middle]] < counterparts[i] ? (middle + 1, high) : (low, middle);
            }

            previous[i] = low == 0 ? -1 : tails[low - 1];
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }

        var rising = new HashSet<int>();
        for (int i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = previous[i])
        {
            rising.Add(i);
        }

        for (int i = 0; i < counterparts.Length; i++)
        {
            counterparts[i] = rising.Contains(i) ? counterparts[i] : -1;
        }
    }

    private int[] ByEquality(ReadOnlySpan<JsonElement> before, ReadOnlySpan<JsonElement> after)
    {
        int[] counterparts = new int[after.Length];
        Array.Fill(counterparts, -1);
        int start = 0;
        while (start < before.Length && start < after.Length && JsonElement.DeepEquals(before[start], after[start]))
        {
            counterparts[start] = start;
            start++;
        }

        int end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && JsonElement.DeepEquals(before[^(end + 1)], after[^(end + 1)]))
        {
            end++;
            counterparts[^end] = before.Length - end;
        }

        AlignMiddle(before[..^end], after[..^end], start, counterparts);
        return counterparts;
    }

    private void AlignMiddle(ReadOnlySpan<JsonElement> before, ReadOnlySpan<JsonElement> after, int start, int[] counterparts)
    {
        int rows = before.Length - start;
        int columns = after.Length - start;
        int i = 0;
        int j = 0;
        if ((long)rows * columns <= _comparisonsLeft)
        {
            _comparisonsLeft -= (long)rows * columns;
            int[,] longest = CommonLengths(before[start..], after[start..]);
            int gapBefore = 0;
            int gapAfter = 0;
            while (i < rows && j < columns)
            {
                if (longest[i, j] == longest[i + 1, j])
                {
                    i++;
                }
                else if (longest[i, j] == longest[i, j + 1])
                {
                    j++;
                }
                else
                {
                    PairByPlace(start + gapBefore, start + i, start + gapAfter, start + j, counterparts);
                    counterparts[start + j] = start + i;
                    (gapBefore, gapAfter) = (++i, ++j);
                }
            }

            (i, j) = (gapBefore, gapAfter);
        }

        PairByPlace(start + i, before.Length, start + j, after.Length, counterparts);
    }

    /// <summary>Length of the longest common subsequence of what lies from each pair of indices on.</summary>
    private static int[,] CommonLengths(ReadOnlySpan<JsonElement> before, ReadOnlySpan<JsonElement> after)
    {
        int[,] longest = new int[before.Length + 1, after.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
        {
            for (int j = after.Length - 1; j >= 0; j--)
            {
                longest[i, j] = JsonElement.DeepEquals(before[i], after[j])
                    ? longest[i + 1, j + 1] + 1
                    : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        return longest;
    }

    private static void PairByPlace(int before, int endBefore, int after, int endAfter, int[] counterparts)
    {
        while (before < endBefore && after < endAfter)
        {
            counterparts[after++] = before++;
        }
    }
}
