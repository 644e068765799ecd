using System.Buffers.Binary;
using System.Numerics;

namespace Auditor.Ledger.Tests;

/// <summary>Leaves, the published 8-leaf tree, and RFC 6962's definitions as they are written, recursive and slow.</summary>
internal static class Given
{
    /// <summary>Inputs of the tree that implementations of Certificate Transparency have tested with from the beginning.</summary>
    public static readonly byte[][] KnownInputs =
    [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Convert.FromHexString("5051525354555657"),
        Convert.FromHexString("606162636465666768696a6b6c6d6e6f"),
    ];

    public static TreeHash[] KnownLeaves { get; } = [.. KnownInputs.Select(input => MerkleTree.LeafHash(input))];

    /// <summary>Different leaves, the same on every run.</summary>
    public static TreeHash[] Leaves(int count)
    {
        var leaves = new TreeHash[count];
        Span<byte> number = stackalloc byte[sizeof(int)];
        for (int at = 0; at < count; at++)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, at);
            leaves[at] = MerkleTree.LeafHash(number);
        }

        return leaves;
    }

    public static TreeHash Hex(string text) => new(Convert.FromHexString(text));

    /// <summary>MTH of RFC 6962, section 2.1.</summary>
    public static TreeHash NaiveRoot(ReadOnlySpan<TreeHash> leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.IsEmpty ? MerkleTree.EmptyRoot : leaves[0];
        }

        int split = Split(leaves.Length);
        return MerkleTree.NodeHash(NaiveRoot(leaves[..split]), NaiveRoot(leaves[split..]));
    }

    /// <summary>PATH of RFC 6962, section 2.1.1.</summary>
    public static TreeHash[] NaivePath(int index, ReadOnlySpan<TreeHash> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        int split = Split(leaves.Length);
        return index < split
            ? [.. NaivePath(index, leaves[..split]), NaiveRoot(leaves[split..])]
            : [.. NaivePath(index - split, leaves[split..]), NaiveRoot(leaves[..split])];
    }

    /// <summary>SUBPROOF of RFC 6962, section 2.1.2.</summary>
    public static TreeHash[] NaiveSubproof(int oldSize, ReadOnlySpan<TreeHash> leaves, bool known = true)
    {
        if (oldSize == leaves.Length)
        {
            return known ? [] : [NaiveRoot(leaves)];
        }

        int split = Split(leaves.Length);
        return oldSize <= split
            ? [.. NaiveSubproof(oldSize, leaves[..split], known), NaiveRoot(leaves[split..])]
            : [.. NaiveSubproof(oldSize - split, leaves[split..], known: false), NaiveRoot(leaves[..split])];
    }

    private static int Split(int count) => 1 << BitOperations.Log2((uint)(count - 1));
}
