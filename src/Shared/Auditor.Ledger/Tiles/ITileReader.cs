namespace Auditor.Ledger;

/// <summary>
/// Where tiles are read: from a store, a folder, or what was fetched beforehand
/// (<see cref="InclusionProof.TilesNeeded"/>, <see cref="ConsistencyProof.TilesNeeded"/>, <see cref="TiledTree.TilesNeeded"/>).
/// </summary>
public interface ITileReader
{
    /// <summary>
    /// Returns the bytes of a tile: MUST be exactly <see cref="TileAddress.Bytes"/>. Where only the full tile is left of a
    /// partial one, its beginning MUST be returned. MUST throw when there is neither; the caller lets it through.
    /// </summary>
    ReadOnlyMemory<byte> Read(TileAddress tile);
}
