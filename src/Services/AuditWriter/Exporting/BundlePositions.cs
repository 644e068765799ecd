namespace Auditor.AuditWriter.Exporting;

/// <summary>Which positions of a log are in a bundle: one bit for each entry of the log, whatever order they are found in.</summary>
internal sealed class BundlePositions
{
    private const int BitsInWord = 64;

    /// <summary>Positions that are read together: those of one tile of leaf hashes.</summary>
    private const int InTile = 256;

    /// <summary>Reading past so many that are not wanted costs less than asking once more.</summary>
    private const int WidestGap = 16;

    private readonly ulong[] _words;
    private readonly long _size;

    public BundlePositions(long size)
    {
        _size = size;
        _words = new ulong[(size + BitsInWord - 1) / BitsInWord];
    }

    public void Add(long position) => _words[position / BitsInWord] |= 1UL << (int)(position % BitsInWord);

    public void AddAll() => Array.Fill(_words, ulong.MaxValue);

    public bool Has(long position) => (_words[position / BitsInWord] >> (int)(position % BitsInWord) & 1) == 1;

    /// <summary>In their order, stretches to be read at once, which begin and end with a position that is wanted and have few others in between.</summary>
    public IEnumerable<(long First, int Count)> Stretches()
    {
        long first = -1;
        long last = -1;
        for (long position = Next(0); position < _size; position = Next(position + 1))
        {
            if (first >= 0 && (position - last > WidestGap || position / InTile != first / InTile))
            {
                yield return (first, (int)(last - first + 1));
                first = -1;
            }

            first = first < 0 ? position : first;
            last = position;
        }

        if (first >= 0)
        {
            yield return (first, (int)(last - first + 1));
        }
    }

    /// <summary>The first position that is wanted from this one on; the size where there is none.</summary>
    private long Next(long position)
    {
        while (position < _size && !Has(position))
        {
            position = _words[position / BitsInWord] >> (int)(position % BitsInWord) == 0 ? (position / BitsInWord + 1) * BitsInWord : position + 1;
        }

        return Math.Min(position, _size);
    }
}
