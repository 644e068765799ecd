using System.Buffers;
using System.Security.Cryptography;

namespace Auditor.Ledger;

/// <summary>
/// The hashes of RFC 6962, section 2.1, with SHA-256:
/// <code>
/// leaf  = SHA-256(0x00 || leaf bytes)
/// node  = SHA-256(0x01 || left hash (32 bytes) || right hash (32 bytes))
/// empty = SHA-256()
/// </code>
/// A tree of n leaves splits at the largest power of two below n.
/// </summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;
    private const int OnTheStack = 1024;

    /// <summary>Root of the tree without leaves.</summary>
    public static TreeHash EmptyRoot { get; } = new(SHA256.HashData(ReadOnlySpan<byte>.Empty));

    /// <summary>Hash of a leaf.</summary>
    public static TreeHash LeafHash(ReadOnlySpan<byte> leaf)
    {
        int length = leaf.Length + 1;
        byte[]? rented = length > OnTheStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> bytes = (rented ?? stackalloc byte[OnTheStack])[..length];
        bytes[0] = LeafPrefix;
        leaf.CopyTo(bytes[1..]);
        TreeHash hash = HashOf(bytes);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    /// <summary>Hash of a node above two.</summary>
    public static TreeHash NodeHash(in TreeHash left, in TreeHash right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * TreeHash.Length)];
        bytes[0] = NodePrefix;
        left.AsSpan().CopyTo(bytes[1..]);
        right.AsSpan().CopyTo(bytes[(1 + TreeHash.Length)..]);
        return HashOf(bytes);
    }

    /// <summary>Root over hashes that stand beside each other: over leaf hashes the tree's, over full subtrees of one size theirs.</summary>
    public static TreeHash Root(ReadOnlySpan<TreeHash> hashes)
    {
        var frontier = new TreeFrontier();
        frontier.AppendRange(hashes);
        return frontier.Root();
    }

    private static TreeHash HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        SHA256.HashData(bytes, hash);
        return new TreeHash(hash);
    }
}
