namespace Auditor.Ledger;

/// <summary>What came of growing a tree.</summary>
/// <param name="Tree">The tree with the new leaves.</param>
/// <param name="Tiles">Every tile that must be stored before a checkpoint of this size is published.</param>
public sealed record TreeGrowth(TiledTree Tree, IReadOnlyList<Tile> Tiles);
