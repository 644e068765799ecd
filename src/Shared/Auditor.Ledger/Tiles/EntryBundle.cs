using System.Buffers;
using System.Buffers.Binary;

namespace Auditor.Ledger;

/// <summary>
/// The bytes of an entry bundle (C2SP tlog-tiles, "Log entries"): for each entry its length as a big-endian uint16, then its
/// bytes. What is in there hashes to the leaves of the level 0 tile of the same index; an entry that is too large is
/// there by its digest (docs/decisions/0010).
/// </summary>
public static class EntryBundle
{
    /// <summary>Largest entry that a length of 16 bits can say.</summary>
    public const int LargestEntry = ushort.MaxValue;

    /// <summary>Adds one entry to a bundle.</summary>
    /// <exception cref="LedgerFormatException">More than <see cref="LargestEntry"/> bytes.</exception>
    public static void Write(ReadOnlySpan<byte> entry, IBufferWriter<byte> bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        if (entry.Length > LargestEntry)
        {
            throw new LedgerFormatException($"The entry has {entry.Length} bytes; a bundle holds at most {LargestEntry} each.");
        }

        BinaryPrimitives.WriteUInt16BigEndian(bundle.GetSpan(sizeof(ushort)), (ushort)entry.Length);
        bundle.Advance(sizeof(ushort));
        bundle.Write(entry);
    }

    /// <summary>The entries of a bundle, as parts of its bytes.</summary>
    /// <param name="bundle">Its bytes, no more and no fewer.</param>
    /// <param name="width">How many there must be.</param>
    /// <exception cref="LedgerFormatException">Not so many entries, or bytes left over.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> bundle, int width)
    {
        var entries = new List<ReadOnlyMemory<byte>>(width);
        while (!bundle.IsEmpty)
        {
            int length = bundle.Length < sizeof(ushort) ? LargestEntry : BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < sizeof(ushort) + length)
            {
                throw new LedgerFormatException($"The bundle ends in the middle of its entry {entries.Count}.");
            }

            entries.Add(bundle.Slice(sizeof(ushort), length));
            bundle = bundle[(sizeof(ushort) + length)..];
        }

        return entries.Count == width
            ? entries
            : throw new LedgerFormatException($"The bundle has {entries.Count} entries; there must be {width}.");
    }
}
