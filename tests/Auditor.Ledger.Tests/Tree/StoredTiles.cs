namespace Auditor.Ledger.Tests;

/// <summary>Tiles by address, as a sequencer would store them; whoever wants one that is not there fails.</summary>
internal sealed class StoredTiles : ITileReader
{
    private readonly Dictionary<TileAddress, ReadOnlyMemory<byte>> _tiles = [];

    public StoredTiles()
    {
    }

    public StoredTiles(ReadOnlySpan<TreeHash> leaves) => Store(TiledTree.Empty.Grow(leaves).Tiles);

    public HashSet<TileAddress> Asked { get; } = [];

    public ICollection<TileAddress> Stored => _tiles.Keys;

    public void Store(IEnumerable<Tile> tiles)
    {
        foreach (Tile tile in tiles)
        {
            _tiles.Add(tile.Address, tile.Content);
        }
    }

    public ReadOnlyMemory<byte> Read(TileAddress tile)
    {
        Asked.Add(tile);
        return _tiles[tile];
    }
}
