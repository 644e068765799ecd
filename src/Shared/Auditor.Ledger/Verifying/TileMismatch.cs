namespace Auditor.Ledger;

/// <summary>A tile that is not what the entries below it hash to.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Computed">What the presented entries hash to.</param>
/// <param name="Stored">What the source has; none when the tile is missing or has not its length.</param>
/// <param name="Missing">By slot, at level 0: whether the entry is not there, so that its hash was taken from the tile.</param>
internal sealed record TileMismatch(TileAddress Address, TreeHash[] Computed, TreeHash[] Stored, bool[] Missing)
{
    /// <summary>First leaf below it.</summary>
    public long Start => Address.Index * TileAddress.FullWidth << (8 * Address.Level);
}
