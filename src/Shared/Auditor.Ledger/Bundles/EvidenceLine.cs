using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Auditor.Ledger;

/// <summary>
/// A line of <see cref="EvidenceNames.Entries"/>, in this spelling and no other, so that the attested bytes can be cut out as they are:
/// <code>{"position":n,"entry":attested canonical JSON}   newline</code>
/// Of an entry that was erased, <c>null</c> stands in its place.
/// </summary>
/// <param name="Position">Position in the log, from 0.</param>
/// <param name="Attested">The attested bytes; null when the entry was erased.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EvidenceLine(long Position, ReadOnlyMemory<byte>? Attested)
{
    private static ReadOnlySpan<byte> Beginning => "{\"position\":"u8;

    private static ReadOnlySpan<byte> Middle => ",\"entry\":"u8;

    private static ReadOnlySpan<byte> Erased => "null"u8;

    /// <summary>Reads a line without its newline. What the entry is worth, only its proof says.</summary>
    /// <exception cref="LedgerFormatException">Not in this spelling.</exception>
    public static EvidenceLine Parse(ReadOnlyMemory<byte> line)
    {
        ReadOnlySpan<byte> text = line.Span;
        int number = Beginning.Length;
        if (text.StartsWith(Beginning) && text.EndsWith("}"u8)
            && Utf8Parser.TryParse(text[number..], out long position, out int digits)
            && Encoding.ASCII.GetString(text.Slice(number, digits)) == position.ToString(CultureInfo.InvariantCulture) && position >= 0
            && text[(number + digits)..].StartsWith(Middle))
        {
            ReadOnlyMemory<byte> entry = line[(number + digits + Middle.Length)..^1];
            return new EvidenceLine(position, entry.Span.SequenceEqual(Erased) ? (ReadOnlyMemory<byte>?)null : entry);
        }

        throw new LedgerFormatException($"A line of {EvidenceNames.Entries} has not the form {{\"position\":n,\"entry\":...}}.");
    }

    /// <summary>Writes the line, with its newline.</summary>
    public void Write(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.Write(Beginning);
        Span<byte> number = destination.GetSpan(20);
        Utf8Formatter.TryFormat(Position, number, out int digits);
        destination.Advance(digits);
        destination.Write(Middle);
        destination.Write(Attested is { } attested ? attested.Span : Erased);
        destination.Write("}\n"u8);
    }
}
