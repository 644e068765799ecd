namespace Auditor.Rules;

/// <summary>
/// For each key, by its number, the rules that name it. Few rules are kept as ordinals, all lists in one array, so that
/// reading one is a single stretch of memory; many rules as bits by ordinal, which then take less room. So a list costs
/// no more than its rules, and no more than a 32nd of the book.
/// </summary>
internal sealed class PostingLists
{
    private readonly int[] _starts;
    private readonly int[] _ordinals;
    private readonly Dictionary<int, ulong[]> _long;

    /// <param name="starts">Where each key's ordinals start, and one more for the end of the last.</param>
    /// <param name="ordinals">All lists, one after the other, each ascending.</param>
    /// <param name="long">Keys whose rules are kept as bits instead, and have no ordinals.</param>
    public PostingLists(int[] starts, int[] ordinals, Dictionary<int, ulong[]> @long) =>
        (_starts, _ordinals, _long) = (starts, ordinals, @long);

    public void AddTo(RuleBits target, int key)
    {
        for (int i = _starts[key]; i < _starts[key + 1]; i++)
        {
            target.Add(_ordinals[i]);
        }

        if (IsLong(key, out ulong[]? words))
        {
            target.Or(words!);
        }
    }

    /// <summary>Adds those rules of a key that are in <paramref name="caught"/> or <paramref name="everyone"/> as well.</summary>
    /// <param name="target">What they are added to.</param>
    /// <param name="key">The key's number.</param>
    /// <param name="caught">Rules that name the actor.</param>
    /// <param name="everyone">Rules that catch everyone, as bits; null when there are none.</param>
    public void AddTo(RuleBits target, int key, RuleBits caught, ulong[]? everyone)
    {
        for (int i = _starts[key]; i < _starts[key + 1]; i++)
        {
            int ordinal = _ordinals[i];
            ulong whom = everyone is null ? caught[ordinal >> 6] : caught[ordinal >> 6] | everyone[ordinal >> 6];
            if (((whom >> (ordinal & 63)) & 1) != 0)
            {
                target.Add(ordinal);
            }
        }

        if (!IsLong(key, out ulong[]? words))
        {
            return;
        }

        // The rules that name the actor are the shorter side.
        for (int number = caught.NextWord(0); number >= 0; number = caught.NextWord(number + 1))
        {
            target.Or(number, words![number] & caught[number]);
        }

        for (int number = 0; number < (everyone?.Length ?? 0); number++)
        {
            target.Or(number, words![number] & everyone![number]);
        }
    }

    private bool IsLong(int key, out ulong[]? words)
    {
        words = null;
        return _long.Count > 0 && _starts[key] == _starts[key + 1] && _long.TryGetValue(key, out words);
    }
}
