using System.Runtime.CompilerServices;

namespace Auditor.Ledger;

/// <summary>Reads a log stretch by stretch. Only this reads while a log is walked, so that a source need not bear overlapping calls.</summary>
internal static class StretchReader
{
    /// <summary>Bytes of entries above which a stretch is hashed before more of it is read.</summary>
    private const long MostBytesAtOnce = 32 << 20;

    /// <summary>Goes through the log; ends early at a stretch of which nothing is there.</summary>
    public static async IAsyncEnumerable<Stretch> ReadAsync(ILogSource source, long size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long index = 0; index << 8 < size; index++)
        {
            int width = (int)Math.Min(TileAddress.FullWidth, size - (index << 8));
            var address = new TileAddress(0, index, width);
            var stretch = new Stretch(index, width) { Tile = await source.ReadTileAsync(address, cancellationToken) };
            await ReadEntriesAsync(source, stretch, cancellationToken);
            if (stretch.IsEmpty)
            {
                yield break;
            }

            var above = new List<StoredTile>();
            foreach (TileAddress tile in Above(index, size))
            {
                above.Add(new StoredTile(tile, await source.ReadTileAsync(tile, cancellationToken)));
            }

            stretch.Above = above;
            yield return stretch;
        }
    }

    private static async Task ReadEntriesAsync(ILogSource source, Stretch stretch, CancellationToken cancellationToken)
    {
        long next = stretch.Start;
        long end = stretch.Start + stretch.Width;
        while (next < end)
        {
            IReadOnlyList<PresentedEntry> entries = await source.ReadEntriesAsync(next, (int)(end - next), cancellationToken);
            for (int at = 0; at < entries.Count; at++)
            {
                PresentedEntry entry = entries[at];
                if (entry.Position < next)
                {
                    throw new LedgerFormatException($"Position {entry.Position} is there twice, or the positions are not in order.");
                }

                next = entry.Position + 1;
                if (entry.Position >= end)
                {
                    return;
                }

                stretch.Add(entry);
            }

            if (entries.Count == 0)
            {
                return;
            }

            if (stretch.UnhashedBytes > MostBytesAtOnce)
            {
                stretch.HashAll();
            }
        }
    }

    /// <summary>The tiles above level 0 that are complete with this stretch: full ones, and after the last stretch the partial ones.</summary>
    private static IEnumerable<TileAddress> Above(long index, long size)
    {
        long end = Math.Min((index + 1) << 8, size);
        for (int level = 1; level < 8 && size >> (8 * level) > 0; level++)
        {
            long hashes = end >> (8 * level);
            bool grew = end << (64 - (8 * level)) == 0;
            if (grew && (hashes & 0xFF) == 0)
            {
                yield return new TileAddress(level, (hashes >> 8) - 1);
            }
            else if (end == size && (hashes & 0xFF) != 0)
            {
                yield return new TileAddress(level, hashes >> 8, (int)(hashes & 0xFF));
            }
        }
    }
}
