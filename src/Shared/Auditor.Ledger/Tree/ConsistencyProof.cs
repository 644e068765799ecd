using System.Numerics;

namespace Auditor.Ledger;

/// <summary>
/// That a tree is an earlier one with leaves added on the right and nothing else changed (RFC 6962, section 2.1.2).
/// At most 64 hashes; none when the sizes are equal or the earlier tree is empty.
/// </summary>
public static class ConsistencyProof
{
    /// <summary>The tiles that <see cref="Create"/> reads, so that they can be fetched beforehand; each once.</summary>
    /// <param name="oldSize">Leaves of the earlier tree.</param>
    /// <param name="size">Leaves of the later tree, no fewer.</param>
    public static IReadOnlyCollection<TileAddress> TilesNeeded(long oldSize, long size) =>
        TileNodes.TilesOf(LeafRange.OfConsistency(oldSize, size), size);

    /// <summary>Makes the proof. It proves nothing unless it <see cref="Verify">verifies</see>: the tiles are not checked.</summary>
    /// <param name="oldSize">Leaves of the earlier tree.</param>
    /// <param name="size">Leaves of the later tree, no fewer.</param>
    /// <param name="tiles">Where the tiles of a tree of at least this size are read.</param>
    /// <exception cref="LedgerFormatException">A tile has not the bytes that its address says.</exception>
    public static IReadOnlyList<TreeHash> Create(long oldSize, long size, ITileReader tiles) =>
        new TileNodes(tiles, size).HashesOf(LeafRange.OfConsistency(oldSize, size));

    /// <summary>Whether the later root extends the earlier one (RFC 9162, section 2.1.4.2). Allocates nothing.</summary>
    /// <returns>
    /// False for whatever does not fit. Every tree extends the empty one, by an empty proof and with the empty tree's root.
    /// </returns>
    public static bool Verify(ReadOnlySpan<TreeHash> proof, long oldSize, long size, in TreeHash oldRoot, in TreeHash root)
    {
        if (oldSize < 0 || oldSize > size)
        {
            return false;
        }

        if (oldSize == 0 || oldSize == size)
        {
            return proof.IsEmpty && oldRoot == (oldSize == 0 ? MerkleTree.EmptyRoot : root)
                && (size != 0 || root == MerkleTree.EmptyRoot);
        }

        // A full subtree that begins at the first leaf is left out of the proof: it is the earlier root.
        bool implied = BitOperations.IsPow2(oldSize);
        if (proof.IsEmpty)
        {
            return false;
        }

        TreeHash oldHash = implied ? oldRoot : proof[0];
        TreeHash hash = oldHash;
        int shared = BitOperations.TrailingZeroCount(oldSize);
        long fn = (oldSize - 1) >> shared;
        long sn = (size - 1) >> shared;
        foreach (ref readonly TreeHash step in implied ? proof : proof[1..])
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                oldHash = MerkleTree.NodeHash(step, oldHash);
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

        return sn == 0 && oldHash == oldRoot && hash == root;
    }
}
