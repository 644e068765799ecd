namespace Auditor.Ledger;

/// <summary>Hashes of nodes, out of tiles. Levels between those of the tiles are hashed again; each tile is read once.</summary>
internal sealed class TileNodes(ITileReader reader, long size)
{
    private const int Height = 8;

    private readonly Dictionary<TileAddress, ReadOnlyMemory<byte>> _read = [];

    public static IReadOnlyCollection<TileAddress> TilesOf(List<LeafRange> ranges, long size) =>
        [.. ranges.SelectMany(range => range.FullSubtrees()).Select(node => TileOf(node.Level, node.Index, size)).Distinct()];

    public IReadOnlyList<TreeHash> HashesOf(List<LeafRange> ranges) => [.. ranges.Select(HashOf)];

    private TreeHash HashOf(LeafRange range)
    {
        TreeHash[] subtrees = [.. range.FullSubtrees().Select(node => HashOf(node.Level, node.Index))];
        TreeHash hash = subtrees[^1];
        for (int at = subtrees.Length - 2; at >= 0; at--)
        {
            hash = MerkleTree.NodeHash(subtrees[at], hash);
        }

        return hash;
    }

    /// <summary>Hash of the full subtree of 2^<paramref name="level"/> leaves from <paramref name="index"/> * 2^<paramref name="level"/>.</summary>
    private TreeHash HashOf(int level, long index)
    {
        TileAddress address = TileOf(level, index, size);
        if (!_read.TryGetValue(address, out ReadOnlyMemory<byte> content))
        {
            content = Tile.Checked(address, reader.Read(address));
            _read.Add(address, content);
        }

        int inTile = level % Height;
        int first = (int)((index << inTile) & (TileAddress.FullWidth - 1));
        return MerkleTree.Root(Tile.Hashes(content).Slice(first, 1 << inTile));
    }

    private static TileAddress TileOf(int level, long index, long size)
    {
        int tileLevel = level / Height;
        long tile = (index << (level % Height)) >> Height;
        long hashes = (size >> (Height * tileLevel)) - (tile << Height);
        return new TileAddress(tileLevel, tile, (int)Math.Min(hashes, TileAddress.FullWidth));
    }
}
