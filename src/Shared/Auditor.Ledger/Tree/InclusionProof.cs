namespace Auditor.Ledger;

/// <summary>
/// That one leaf is in a tree: the audit path of RFC 6962, section 2.1.1, from the leaf's sibling to the root's child.
/// At most 63 hashes.
/// </summary>
public static class InclusionProof
{
    /// <summary>The tiles that <see cref="Create"/> reads, so that they can be fetched beforehand; each once.</summary>
    /// <param name="index">Position of the leaf, from 0.</param>
    /// <param name="size">Leaves of the tree, more than <paramref name="index"/>.</param>
    public static IReadOnlyCollection<TileAddress> TilesNeeded(long index, long size) =>
        TileNodes.TilesOf(LeafRange.OfInclusion(index, size), size);

    /// <summary>Makes the proof. It proves nothing unless it <see cref="Verify">verifies</see>: the tiles are not checked.</summary>
    /// <param name="index">Position of the leaf, from 0.</param>
    /// <param name="size">Leaves of the tree, more than <paramref name="index"/>.</param>
    /// <param name="tiles">Where the tiles of a tree of at least this size are read.</param>
    /// <exception cref="LedgerFormatException">A tile has not the bytes that its address says.</exception>
    public static IReadOnlyList<TreeHash> Create(long index, long size, ITileReader tiles) =>
        new TileNodes(tiles, size).HashesOf(LeafRange.OfInclusion(index, size));

    /// <summary>Whether the proof leads from the leaf at this position to the root (RFC 9162, section 2.1.3.2). Allocates nothing.</summary>
    /// <returns>False for whatever does not fit, an index outside the tree included.</returns>
    public static bool Verify(ReadOnlySpan<TreeHash> proof, long index, long size, in TreeHash leaf, in TreeHash root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        long fn = index;
        long sn = size - 1;
        TreeHash hash = leaf;
        foreach (ref readonly TreeHash step in proof)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                hash = MerkleTree.NodeHash(step, hash);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, step);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0 && hash == root;
    }
}
