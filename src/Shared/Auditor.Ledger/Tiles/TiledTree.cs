using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>
/// A tree as its owner extends it: its size and the partial tile at the right end of each level (C2SP tlog-tiles), out of
/// which come its root and the tiles that a growth writes. Never changed; growing gives another one, so that whoever could
/// not store the tiles simply keeps the old.
/// </summary>
public sealed class TiledTree
{
    private const int Height = 8;

    /// <summary>By level: the hashes of the partial tile, fewer than 256, none where the level ends with a full tile.</summary>
    private readonly TreeHash[][] _edge;

    private TiledTree(long size, TreeHash[][] edge)
    {
        Size = size;
        _edge = edge;
    }

    /// <summary>The tree without leaves.</summary>
    public static TiledTree Empty { get; } = new(0, []);

    public long Size { get; }

    /// <summary>
    /// Root of the tree. The hashes of a tile stand for full subtrees of one size, and what is to the right of them on the
    /// levels below for a smaller one, so that it is the last leaf of its level.
    /// </summary>
    public TreeHash Root
    {
        get
        {
            TreeHash? below = null;
            foreach (TreeHash[] hashes in _edge)
            {
                if (hashes.Length > 0)
                {
                    below = MerkleTree.Root(below is { } right ? [.. hashes, right] : hashes);
                }
            }

            return below ?? MerkleTree.EmptyRoot;
        }
    }

    /// <summary>The tiles that <see cref="Open"/> reads, at most one a level.</summary>
    public static IReadOnlyCollection<TileAddress> TilesNeeded(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var tiles = new List<TileAddress>();
        for (int level = 0; size > 0; level++, size >>= Height)
        {
            int width = (int)(size & (TileAddress.FullWidth - 1));
            if (width > 0)
            {
                tiles.Add(new TileAddress(level, size >> Height, width));
            }
        }

        return tiles;
    }

    /// <summary>Goes on from a tree that is stored. Compare <see cref="Root"/> with the checkpoint before extending it.</summary>
    /// <exception cref="LedgerFormatException">A tile has not the bytes that its address says.</exception>
    public static TiledTree Open(long size, ITileReader tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        var edge = new List<TreeHash[]>();
        foreach (TileAddress address in TilesNeeded(size))
        {
            while (edge.Count < address.Level)
            {
                edge.Add([]);
            }

            edge.Add(Tile.Hashes(Tile.Checked(address, tiles.Read(address))).ToArray());
        }

        return new TiledTree(size, [.. edge]);
    }

    /// <summary>The tree with leaves added on the right, and every tile that this brings (<see cref="TileAddress.WrittenByGrowth"/>).</summary>
    public TreeGrowth Grow(ReadOnlySpan<TreeHash> leaves)
    {
        var edge = new List<TreeHash[]>();
        var tiles = new List<Tile>();
        TreeHash[] added = leaves.ToArray();
        long before = Size;
        for (int level = 0; added.Length > 0 || level < _edge.Length; level++, before >>= Height)
        {
            TreeHash[] known = level < _edge.Length ? _edge[level] : [];
            if (added.Length == 0)
            {
                edge.Add(known);
                continue;
            }

            TreeHash[] hashes = [.. known, .. added];
            long index = before >> Height;
            added = new TreeHash[hashes.Length / TileAddress.FullWidth];
            for (int full = 0; full < added.Length; full++)
            {
                Span<TreeHash> tile = hashes.AsSpan(full * TileAddress.FullWidth, TileAddress.FullWidth);
                tiles.Add(TileOf(level, index + full, tile));
                added[full] = MerkleTree.Root(tile);
            }

            TreeHash[] rest = hashes[(added.Length * TileAddress.FullWidth)..];
            edge.Add(rest);
            if (rest.Length > 0)
            {
                tiles.Add(TileOf(level, index + added.Length, rest));
            }
        }

        return new TreeGrowth(new TiledTree(checked(Size + leaves.Length), [.. edge]), tiles);
    }

    private static Tile TileOf(int level, long index, ReadOnlySpan<TreeHash> hashes) =>
        new(new TileAddress(level, index, hashes.Length), MemoryMarshal.AsBytes(hashes).ToArray());
}
