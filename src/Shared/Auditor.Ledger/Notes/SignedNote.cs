using System.Buffers.Binary;
using System.Text;

namespace Auditor.Ledger;

/// <summary>
/// A text with the signatures of one or more keys (C2SP signed-note):
/// <code>
/// text, ending in a newline
/// newline
/// U+2014, space, key name, space, base64(key id (4 bytes, big-endian) || signature), newline   - once or more
/// </code>
/// What is signed is the text with its last newline and without the empty line.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Most bytes of a note that is read.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Most signatures of a note that is read; the specification asks for at least 16.</summary>
    public const int MostSignatures = 100;

    private const string SignaturePrefix = "\u2014 ";
    private const int KeyIdBytes = 4;

    private readonly byte[] _text;

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        _text = NoteText.Encode(text);
        Signatures = signatures;
    }

    /// <summary>The text, with the newline at its end. To be believed only after <see cref="Verify"/>.</summary>
    public string Text { get; }

    /// <summary>In the order of the note.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs a text.</summary>
    /// <param name="text">Must end in a newline.</param>
    /// <param name="keys">At least one; one line each, in this order.</param>
    /// <exception cref="LedgerFormatException">The text does not end in a newline, or has other control characters.</exception>
    public static SignedNote Sign(string text, params ReadOnlySpan<NoteSignerKey> keys)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (keys.IsEmpty)
        {
            throw new ArgumentException("A note needs at least one signature.", nameof(keys));
        }

        byte[] bytes = NoteText.Encode(text);
        var signatures = new List<NoteSignature>();
        foreach (NoteSignerKey key in keys)
        {
            signatures.Add(new NoteSignature(key.Verifier.Name, key.Verifier.KeyId, key.Sign(bytes)));
        }

        return text.EndsWith('\n') ? new SignedNote(text, signatures) : throw new LedgerFormatException("The text must end in a newline.");
    }

    /// <summary>Reads a note. Says nothing yet about its signatures.</summary>
    /// <exception cref="LedgerFormatException">Not a note, or larger than the limits.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MostBytes)
        {
            throw new LedgerFormatException($"The note has {utf8.Length} bytes; at most {MostBytes} are read.");
        }

        string note = NoteText.Decode(utf8);
        int end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n'))
        {
            throw new LedgerFormatException("The note has no empty line before its signatures, or does not end in a newline.");
        }

        string[] lines = note[(end + 2)..].Split('\n')[..^1];
        return lines.Length is > 0 and <= MostSignatures
            ? new SignedNote(note[..(end + 1)], [.. lines.Select(ParseSignature)])
            : throw new LedgerFormatException($"The note has {lines.Length} signatures; it must have 1 to {MostSignatures}.");
    }

    /// <summary>The same text with these signatures, whatever they are worth.</summary>
    /// <exception cref="LedgerFormatException">There is none, or there are more than are read.</exception>
    public SignedNote WithSignatures(IReadOnlyList<NoteSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        return signatures.Count is > 0 and <= MostSignatures
            ? new SignedNote(Text, signatures)
            : throw new LedgerFormatException($"The note has {signatures.Count} signatures; it must have 1 to {MostSignatures}.");
    }

    /// <summary>
    /// What the signatures say to someone who trusts these keys. Signatures of other keys are ignored, also those that share
    /// only the name or only the id with a trusted key.
    /// </summary>
    public NoteVerdict Verify(params ReadOnlySpan<NoteVerifierKey> trusted)
    {
        var verdict = NoteVerdict.NotSigned;
        foreach (NoteSignature signature in Signatures)
        {
            foreach (NoteVerifierKey key in trusted)
            {
                if (key.KeyId != signature.KeyId || !key.Name.Equals(signature.Name, StringComparison.Ordinal))
                {
                    continue;
                }

                if (!key.Verifies(_text, signature.Bytes.Span))
                {
                    return NoteVerdict.Forged;
                }

                verdict = NoteVerdict.Trusted;
            }
        }

        return verdict;
    }

    /// <summary>The note as it is stored and served, in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (NoteSignature signature in Signatures)
        {
            byte[] bytes = new byte[KeyIdBytes + signature.Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
            signature.Bytes.Span.CopyTo(bytes.AsSpan(KeyIdBytes));
            note.Append(SignaturePrefix).Append(signature.Name).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return note.ToString();
    }

    private static NoteSignature ParseSignature(string line)
    {
        string[] parts = line.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? line[SignaturePrefix.Length..].Split(' ') : [];
        if (parts.Length != 2 || !KeyName.IsValid(parts[0]))
        {
            throw new LedgerFormatException("A signature line has the form '\u2014 <key name> <base64>'.");
        }

        byte[] bytes = StrictBase64.Decode(parts[1]);
        return bytes.Length > KeyIdBytes
            ? new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(KeyIdBytes))
            : throw new LedgerFormatException($"The signature of '{parts[0]}' has {bytes.Length} bytes; 4 are the key id, and more must follow.");
    }
}
