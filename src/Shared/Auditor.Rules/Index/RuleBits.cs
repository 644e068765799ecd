namespace Auditor.Rules;

/// <summary>
/// A set of rules by ordinal, with a summary bit for every word that may not be zero: emptying it and walking it in
/// order cost what is in it, not what the book holds.
/// </summary>
internal sealed class RuleBits
{
    private ulong[] _words = [];
    private ulong[] _summary = [];

    public ulong this[int number] => _words[number];

    /// <summary>True only when nothing has been added.</summary>
    public bool IsEmpty => NextWord(0) < 0;

    /// <summary>Empties the set and makes room.</summary>
    public void Reset(int wordCount)
    {
        for (int i = 0; i < _summary.Length; i++)
        {
            if (_summary[i] != 0)
            {
                _summary[i] = 0;
                Array.Clear(_words, i << 6, Math.Min(64, _words.Length - (i << 6)));
            }
        }

        if (_words.Length < wordCount)
        {
            _words = new ulong[wordCount];
            _summary = new ulong[(wordCount + 63) >> 6];
        }
    }

    public void Or(int number, ulong bits)
    {
        if (bits != 0)
        {
            _words[number] |= bits;
            _summary[number >> 6] |= 1UL << (number & 63);
        }
    }

    /// <summary>Adds a long list, which has bits in most words.</summary>
    public void Or(ulong[] words)
    {
        ulong[] own = _words;
        for (int number = 0; number < words.Length; number++)
        {
            own[number] |= words[number];
        }

        for (int i = 0; i < words.Length >> 6; i++)
        {
            _summary[i] = ulong.MaxValue;
        }

        if ((words.Length & 63) != 0)
        {
            _summary[words.Length >> 6] |= (1UL << (words.Length & 63)) - 1;
        }
    }

    public void Add(int ordinal)
    {
        int number = ordinal >> 6;
        _words[number] |= 1UL << (ordinal & 63);
        _summary[number >> 6] |= 1UL << (number & 63);
    }

    /// <summary>Number of the first word at or after <paramref name="from"/> that may not be zero; -1 when there is none.</summary>
    public int NextWord(int from)
    {
        int i = from >> 6;
        if (i >= _summary.Length)
        {
            return -1;
        }

        ulong bits = _summary[i] & (ulong.MaxValue << (from & 63));
        while (bits == 0)
        {
            if (++i == _summary.Length)
            {
                return -1;
            }

            bits = _summary[i];
        }

        return (i << 6) + LowestBit.Of(bits);
    }

    /// <summary>The ordinals in the set that are not in <paramref name="except"/>, ascending.</summary>
    public void CopyTo(List<int> ordinals, RuleBits except)
    {
        for (int number = NextWord(0); number >= 0; number = NextWord(number + 1))
        {
            for (ulong bits = _words[number] & ~except[number]; bits != 0; bits &= bits - 1)
            {
                ordinals.Add((number << 6) + LowestBit.Of(bits));
            }
        }
    }
}
