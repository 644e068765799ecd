using System.Runtime.InteropServices;
using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// The tiles that lead from entries to the root of one tree: the tile of each entry's hash, each tile above it, and the partial tiles
/// at the right edge, out of which the root is computed.
/// </summary>
internal sealed class BundleTiles(ILedgerStore ledger, long size)
{
    private const int Height = 8;
    private const int MostRecent = 64;

    private readonly HashSet<long> _leafTiles = [];

    // By time, entries jump between neighbours.
    private readonly Dictionary<long, ReadOnlyMemory<byte>> _recent = [];

    /// <summary>Whether the log's tiles have this hash at this position; they will be in the bundle.</summary>
    /// <exception cref="ExportFailedException">The store has not the tile.</exception>
    public async ValueTask<bool> HasAsync(long position, TreeHash hash, CancellationToken cancellation)
    {
        long index = position >> Height;
        if (!_recent.TryGetValue(index, out ReadOnlyMemory<byte> content))
        {
            if (_recent.Count >= MostRecent)
            {
                _recent.Clear();
            }

            content = await ReadAsync(AddressOf(0, index), cancellation);
            _recent.Add(index, content);
            _leafTiles.Add(index);
        }

        return MemoryMarshal.Cast<byte, TreeHash>(content.Span)[(int)(position & (TileAddress.FullWidth - 1))] == hash;
    }

    /// <summary>Every tile that the bundle needs, each once, from the lowest level up.</summary>
    public IEnumerable<TileAddress> Needed()
    {
        ILookup<int, TileAddress> edge = TiledTree.TilesNeeded(size).ToLookup(address => address.Level);
        IEnumerable<long> indexes = _leafTiles.Order();
        for (int level = 0; size >> (Height * level) > 0; level++)
        {
            int atLevel = level;
            foreach (TileAddress address in indexes.Select(index => AddressOf(atLevel, index)).Concat(edge[level]).Distinct())
            {
                yield return address;
            }

            // Of tiles in order, those above them are in order too. A tile above the last level would be empty.
            indexes = Above(indexes).Where(index => size >> (Height * (atLevel + 1)) > index << Height).ToArray();
        }
    }

    /// <exception cref="ExportFailedException">The store has not the tile.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(TileAddress address, CancellationToken cancellation) =>
        await ledger.ReadTileAsync(address, cancellation) is { } content && content.Length == address.Bytes
            ? content
            : throw new ExportFailedException($"The log's store has not the {address.Path} of its {size} entries, without which nothing is proven. 'auditor verify' tells more.");

    private static IEnumerable<long> Above(IEnumerable<long> indexes)
    {
        long last = -1;
        foreach (long above in indexes.Select(index => index >> Height))
        {
            if (above != last)
            {
                yield return above;
                last = above;
            }
        }
    }

    private TileAddress AddressOf(int level, long index) =>
        new(level, index, (int)Math.Min((size >> (Height * level)) - (index << Height), TileAddress.FullWidth));
}
