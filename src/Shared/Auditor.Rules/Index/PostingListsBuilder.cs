namespace Auditor.Rules;

/// <summary>Takes rules in the order of their ordinals, and sorts them by key once all are there.</summary>
internal sealed class PostingListsBuilder
{
    // From this share of the book on, bits take less room than ordinals of four bytes.
    private const int RulesPerLongListRule = 32;

    private readonly List<int> _keys = [];
    private readonly List<int> _ordinals = [];

    /// <summary>Notes that a rule names a key. A rule may name a key twice.</summary>
    public void Add(int key, int ordinal)
    {
        _keys.Add(key);
        _ordinals.Add(ordinal);
    }

    public PostingLists Build(int keyCount, int ruleCount)
    {
        int[] counts = new int[keyCount];
        int[] last = new int[keyCount];
        ForEachOnce(last, (key, _) => counts[key]++);

        var starts = new int[keyCount + 1];
        var longLists = new Dictionary<int, ulong[]>();
        for (int key = 0; key < keyCount; key++)
        {
            bool isLong = (long)counts[key] * RulesPerLongListRule > ruleCount && ruleCount > RulesPerLongListRule;
            if (isLong)
            {
                longLists.Add(key, new ulong[(ruleCount + 63) >> 6]);
            }

            starts[key + 1] = starts[key] + (isLong ? 0 : counts[key]);
        }

        var ordinals = new int[starts[keyCount]];
        int[] next = [.. starts];
        ForEachOnce(last, (key, ordinal) =>
        {
            if (longLists.Count > 0 && longLists.TryGetValue(key, out ulong[]? words))
            {
                words[ordinal >> 6] |= 1UL << (ordinal & 63);
            }
            else
            {
                ordinals[next[key]++] = ordinal;
            }
        });
        return new PostingLists(starts, ordinals, longLists);
    }

    /// <param name="last">Scratch: by key, the last ordinal seen and one.</param>
    /// <param name="action">Called with each key and ordinal, repetitions left out.</param>
    private void ForEachOnce(int[] last, Action<int, int> action)
    {
        Array.Clear(last, 0, last.Length);
        for (int i = 0; i < _keys.Count; i++)
        {
            if (last[_keys[i]] != _ordinals[i] + 1)
            {
                last[_keys[i]] = _ordinals[i] + 1;
                action(_keys[i], _ordinals[i]);
            }
        }
    }
}
