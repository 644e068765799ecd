namespace Auditor.Rules;

/// <summary>
/// The rules that name one key, as bits by ordinal in words of 64. Kept as pairs of word number and word while few
/// words are set, and as a plain array once many are: so its cost is bounded by its rules and by a 64th of the book.
/// </summary>
internal sealed class Posting
{
    // At a quarter, the plain array takes less than three times the room of the pairs.
    private const int DenseFraction = 4;

    private int[] _numbers = new int[2];
    private ulong[] _words = new ulong[2];
    private int _count;
    private bool _dense;

    /// <summary>Adds a rule. Ordinals come in ascending order; the same one again changes nothing.</summary>
    public void Add(int ordinal)
    {
        int number = ordinal >> 6;
        if (_count == 0 || _numbers[_count - 1] != number)
        {
            if (_count == _numbers.Length)
            {
                Array.Resize(ref _numbers, _count * 2);
                Array.Resize(ref _words, _count * 2);
            }

            _numbers[_count++] = number;
        }

        _words[_count - 1] |= 1UL << (ordinal & 63);
    }

    /// <summary>To be called once, when every rule has been added.</summary>
    /// <param name="wordCount">Words it takes to hold every rule of the book.</param>
    public void Seal(int wordCount)
    {
        if (_count * DenseFraction <= wordCount)
        {
            return;
        }

        var words = new ulong[wordCount];
        for (int i = 0; i < _count; i++)
        {
            words[_numbers[i]] = _words[i];
        }

        (_words, _numbers, _count, _dense) = (words, [], wordCount, true);
    }

    public void AddTo(RuleBits target)
    {
        for (int i = 0; i < _count; i++)
        {
            target.Or(_dense ? i : _numbers[i], _words[i]);
        }
    }

    /// <summary>Adds those rules that are in <paramref name="caught"/> or <paramref name="everyone"/> as well.</summary>
    /// <param name="target">What they are added to.</param>
    /// <param name="caught">Rules that name the actor.</param>
    /// <param name="everyone">Rules that catch everyone, by word; empty when there are none.</param>
    public void AddTo(RuleBits target, RuleBits caught, ulong[] everyone)
    {
        if (_dense && everyone.Length == 0)
        {
            // The actor's rules are the shorter side.
            for (int number = caught.NextWord(0); number >= 0; number = caught.NextWord(number + 1))
            {
                target.Or(number, _words[number] & caught[number]);
            }

            return;
        }

        for (int i = 0; i < _count; i++)
        {
            int number = _dense ? i : _numbers[i];
            ulong whom = everyone.Length == 0 ? caught[number] : caught[number] | everyone[number];
            target.Or(number, _words[i] & whom);
        }
    }

    /// <summary>Every word of the book, whatever the form in which this is kept.</summary>
    public ulong[] ToWords(int wordCount)
    {
        var bits = new RuleBits();
        bits.Reset(wordCount);
        AddTo(bits);
        var words = new ulong[wordCount];
        for (int number = bits.NextWord(0); number >= 0; number = bits.NextWord(number + 1))
        {
            words[number] = bits[number];
        }

        return words;
    }
}
