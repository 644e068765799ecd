using System.Numerics;

namespace Auditor.Ledger;

/// <summary>
/// What must be known of a tree to extend it and to have its root (RFC 6962, section 2.1): the root of each full subtree
/// that its size in binary has a one for, at most 63. A verifier that reads the whole log needs nothing else.
/// Not safe for several threads.
/// </summary>
public sealed class TreeFrontier
{
    /// <summary>By level: the full subtree of 2^level leaves; holds a value only where <see cref="Size"/> has a one.</summary>
    private readonly TreeHash[] _subtrees = new TreeHash[64];

    /// <summary>Begins with the empty tree.</summary>
    public TreeFrontier()
    {
    }

    /// <summary>Goes on from a tree, given what <see cref="Subtrees"/> gave.</summary>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="subtrees">Roots of its full subtrees, from the left, the largest first.</param>
    /// <exception cref="LedgerFormatException">Not as many as a tree of this size has.</exception>
    public TreeFrontier(long size, ReadOnlySpan<TreeHash> subtrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (subtrees.Length != BitOperations.PopCount((ulong)size))
        {
            throw new LedgerFormatException($"A tree of {size} leaves has {BitOperations.PopCount((ulong)size)} full subtrees; these are {subtrees.Length}.");
        }

        Size = size;
        int next = subtrees.Length;
        for (ulong left = (ulong)size; left != 0; left &= left - 1)
        {
            _subtrees[BitOperations.TrailingZeroCount(left)] = subtrees[--next];
        }
    }

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Roots of the full subtrees, from the left, the largest first.</summary>
    public IReadOnlyList<TreeHash> Subtrees
    {
        get
        {
            var subtrees = new TreeHash[BitOperations.PopCount((ulong)Size)];
            int next = subtrees.Length;
            for (ulong left = (ulong)Size; left != 0; left &= left - 1)
            {
                subtrees[--next] = _subtrees[BitOperations.TrailingZeroCount(left)];
            }

            return subtrees;
        }
    }

    /// <summary>Adds a leaf on the right.</summary>
    public void Append(in TreeHash leaf)
    {
        TreeHash hash = leaf;
        int level = 0;
        for (long size = Size; (size & 1) == 1; size >>= 1)
        {
            hash = MerkleTree.NodeHash(_subtrees[level++], hash);
        }

        _subtrees[level] = hash;
        Size = checked(Size + 1);
    }

    /// <summary>Adds leaves on the right, in this order.</summary>
    public void AppendRange(ReadOnlySpan<TreeHash> leaves)
    {
        foreach (ref readonly TreeHash leaf in leaves)
        {
            Append(leaf);
        }
    }

    /// <summary>The root of the tree as it is now.</summary>
    public TreeHash Root()
    {
        if (Size == 0)
        {
            return MerkleTree.EmptyRoot;
        }

        ulong left = (ulong)Size;
        TreeHash root = _subtrees[BitOperations.TrailingZeroCount(left)];
        for (left &= left - 1; left != 0; left &= left - 1)
        {
            root = MerkleTree.NodeHash(_subtrees[BitOperations.TrailingZeroCount(left)], root);
        }

        return root;
    }
}
