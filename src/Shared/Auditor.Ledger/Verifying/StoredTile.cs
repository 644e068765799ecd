using System.Runtime.InteropServices;

namespace Auditor.Ledger;

/// <summary>A tile as a source has it.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Content">Its bytes, whatever their number; null when it is not there.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StoredTile(TileAddress Address, ReadOnlyMemory<byte>? Content)
{
    public ReadOnlySpan<TreeHash> Hashes => HashesOf(Address, Content);

    /// <summary>The hashes of a tile; none when it is not there or has not as many as its address says.</summary>
    public static ReadOnlySpan<TreeHash> HashesOf(TileAddress address, ReadOnlyMemory<byte>? content) =>
        content is { } bytes && bytes.Length == address.Bytes ? Tile.Hashes(bytes) : [];
}
