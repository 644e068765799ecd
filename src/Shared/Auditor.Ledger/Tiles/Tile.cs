using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>A tile as it is stored and served.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Content">Its hashes one after the other, 32 bytes each.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tile(TileAddress Address, ReadOnlyMemory<byte> Content)
{
    /// <summary>The hashes of a tile's bytes.</summary>
    /// <exception cref="LedgerFormatException">Not as many bytes as the address says.</exception>
    internal static ReadOnlyMemory<byte> Checked(TileAddress address, ReadOnlyMemory<byte> content) =>
        content.Length == address.Bytes
            ? content
            : throw new LedgerFormatException($"{address.Path} has {content.Length} bytes; it must have {address.Bytes}.");

    /// <summary>Bytes of a tile, seen as hashes.</summary>
    internal static ReadOnlySpan<TreeHash> Hashes(ReadOnlyMemory<byte> content) => MemoryMarshal.Cast<byte, TreeHash>(content.Span);
}
