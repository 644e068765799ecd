using System.Globalization;
using System.Text;

namespace Auditor.Ledger;

/// <summary>
/// What a log sends to a witness (C2SP tlog-witness, "add-checkpoint"):
/// <code>
/// "old " size of the checkpoint that the witness cosigned last, ASCII decimal     newline
/// base64 of a hash (32 bytes)                                                    newline, for each hash of the consistency proof, at most 63
/// newline
/// the checkpoint's signed note
/// </code>
/// </summary>
public sealed record AddCheckpointRequest
{
    /// <summary>Most bytes that are read: 63 hashes and more than 16 signatures of the largest kind.</summary>
    public const int MostBytes = 1 << 17;

    /// <summary>Most hashes of a proof.</summary>
    public const int MostHashes = 63;

    private const string OldPrefix = "old ";

    /// <summary>Leaves of the tree from which the proof goes; 0 when the witness has seen none.</summary>
    public required long OldSize { get; init; }

    /// <summary>From the tree of <see cref="OldSize"/> leaves to the checkpoint's (<see cref="ConsistencyProof"/>).</summary>
    public required IReadOnlyList<TreeHash> Proof { get; init; }

    public required SignedNote Note { get; init; }

    /// <summary>Reads a request, strictly. Says nothing yet about signatures and proof.</summary>
    /// <exception cref="LedgerFormatException">Not a request; the message says which part.</exception>
    public static AddCheckpointRequest Parse(ReadOnlySpan<byte> utf8)
    {
        int empty = utf8.IndexOf("\n\n"u8);
        if (utf8.Length > MostBytes || empty < 0)
        {
            throw new LedgerFormatException($"A request has at most {MostBytes} bytes and an empty line before its checkpoint.");
        }

        string[] lines = NoteText.Decode(utf8[..empty]).Split('\n');
        if (!lines[0].StartsWith(OldPrefix, StringComparison.Ordinal) || !TilePath.TryParseNumber(lines[0].AsSpan(OldPrefix.Length), out long oldSize))
        {
            throw new LedgerFormatException("The first line is not 'old <size>' with a decimal number without leading zeros below 2^63.");
        }

        return lines.Length - 1 <= MostHashes
            ? new AddCheckpointRequest { OldSize = oldSize, Proof = [.. lines[1..].Select(TreeHash.FromBase64)], Note = SignedNote.Parse(utf8[(empty + 2)..]) }
            : throw new LedgerFormatException($"The proof has {lines.Length - 1} hashes; at most {MostHashes} are read.");
    }

    /// <summary>The request's body.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder(OldPrefix).Append(OldSize.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (TreeHash hash in Proof)
        {
            head.Append(hash.ToBase64()).Append('\n');
        }

        return [.. Encoding.UTF8.GetBytes(head.Append('\n').ToString()), .. Note.ToBytes()];
    }
}
