using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>One SHA-256 hash of the tree: 32 bytes, in the order SHA-256 gives them. An array of them is the bytes of a tile.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Length)]
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Copies a hash from exactly 32 bytes.</summary>
    /// <exception cref="LedgerFormatException">Not 32 bytes.</exception>
    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new LedgerFormatException($"A hash has {Length} bytes; these are {bytes.Length}.");
        }

        this = MemoryMarshal.Read<TreeHash>(bytes);
    }

    /// <summary>Reads a hash from its 44 characters of base64 (RFC 4648, section 4), and nothing that only looks like it.</summary>
    /// <exception cref="LedgerFormatException">Not the base64 of 32 bytes.</exception>
    public static TreeHash FromBase64(string text) => new(StrictBase64.Decode(text));

    /// <summary>The 32 bytes, where they are.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.AsBytes(new ReadOnlySpan<TreeHash>(in this));

    public string ToBase64() => Convert.ToBase64String(AsSpan());

    public bool Equals(TreeHash other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    /// <summary>Lower-case hexadecimal, as in the test vectors of RFC 6962's implementations.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());

    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);
}
