using System.Security.Cryptography;
using System.Text;

namespace Auditor.Ledger;

/// <summary>Signature lines of witnesses below a checkpoint, and the name under which a witness keeps a log.</summary>
public static class Cosigning
{
    /// <summary>Lower-case hexadecimal SHA-256 of the origin: where a witness serves what it knows of a log (C2SP tlog-witness).</summary>
    public static string OriginHash(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    /// <summary>The signature lines of these keys, each with its newline: the body with which a witness answers.</summary>
    public static string Lines(SignedNote note, params ReadOnlySpan<NoteVerifierKey> keys)
    {
        string text = Only(note, keys).ToString();
        return text[(note.Text.Length + 1)..];
    }

    /// <summary>The note with no other signatures than those that claim these keys.</summary>
    /// <exception cref="LedgerFormatException">None does.</exception>
    public static SignedNote Only(SignedNote note, params ReadOnlySpan<NoteVerifierKey> keys)
    {
        ArgumentNullException.ThrowIfNull(note);
        var kept = new List<NoteSignature>();
        foreach (NoteSignature signature in note.Signatures)
        {
            foreach (NoteVerifierKey key in keys)
            {
                if (signature.KeyId == key.KeyId && signature.Name.Equals(key.Name, StringComparison.Ordinal))
                {
                    kept.Add(signature);
                    break;
                }
            }
        }

        return note.WithSignatures(kept);
    }

    /// <summary>Adds what a witness answered to the checkpoint that it was sent, as far as its key made it; other keys are ignored.</summary>
    /// <returns>The note with the witness's signature; null when there is none or it is not good.</returns>
    /// <exception cref="LedgerFormatException">The answer is not made of signature lines.</exception>
    public static SignedNote? Join(SignedNote note, ReadOnlySpan<byte> lines, NoteVerifierKey witness)
    {
        ArgumentNullException.ThrowIfNull(note);
        var answered = SignedNote.Parse([.. Encoding.UTF8.GetBytes(note.Text + "\n"), .. lines]);
        return answered.Text.Equals(note.Text, StringComparison.Ordinal) && answered.Verify(witness) == NoteVerdict.Trusted
            ? note.WithSignatures([.. note.Signatures, .. Only(answered, witness).Signatures])
            : null;
    }
}
