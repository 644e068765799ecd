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

    private readonly List<long> _leafTiles = [];
    private ReadOnlyMemory<byte> _content;

    /// <summary>The hash that the log's tiles have at a position; the tiles on the way from it to the root will be in the bundle.</summary>
    /// <param name="position">No less than the one before.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ExportFailedException">The store has not the tile.</exception>
    public async ValueTask<TreeHash> HashAtAsync(long position, CancellationToken cancellation)
    {
        long index = position >> Height;
        if (_leafTiles.Count == 0 || _leafTiles[^1] != index)
        {
            _content = await ReadAsync(AddressOf(0, index), cancellation);
            _leafTiles.Add(index);
        }

        return MemoryMarshal.Cast<byte, TreeHash>(_content.Span)[(int)(position & (TileAddress.FullWidth - 1))];
    }

    /// <summary>Every tile that the bundle needs, each once, from the lowest level up.</summary>
    public IEnumerable<TileAddress> Needed()
    {
        ILookup<int, TileAddress> edge = TiledTree.TilesNeeded(size).ToLookup(address => address.Level);
        List<long> indexes = _leafTiles;
        for (int level = 0; size >> (Height * level) > 0; level++)
        {
            foreach (long index in indexes)
            {
                yield return AddressOf(level, index);
            }

            foreach (TileAddress address in edge[level].Where(address => indexes.Count == 0 || indexes[^1] != address.Index))
            {
                yield return address;
            }

            indexes = Above(indexes, size >> (Height * (level + 1)));
        }
    }

    /// <exception cref="ExportFailedException">The store has not the tile.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(TileAddress address, CancellationToken cancellation) =>
        await ledger.ReadTileAsync(address, cancellation) is { } content && content.Length == address.Bytes
            ? content
            : throw new ExportFailedException($"The log's store has not the {address.Path} of its {size} entries, without which nothing is proven. 'auditor verify' tells more.");

    /// <summary>The tiles above, in their order; the one above the last may have nothing in it yet.</summary>
    private static List<long> Above(List<long> indexes, long hashes)
    {
        var above = new List<long>();
        foreach (long index in indexes.Select(index => index >> Height))
        {
            if (hashes > index << Height && (above.Count == 0 || above[^1] != index))
            {
                above.Add(index);
            }
        }

        return above;
    }

    private TileAddress AddressOf(int level, long index) =>
        new(level, index, (int)Math.Min((size >> (Height * level)) - (index << Height), TileAddress.FullWidth));
}
