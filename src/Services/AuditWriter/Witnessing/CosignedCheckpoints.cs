using Auditor.Hosting;
using System.Security.Cryptography;
using System.Text;
using Auditor.AuditWriter.Sequencing;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>The latest checkpoint that each witness cosigned, in a file each beside the log's key.</summary>
internal sealed class CosignedCheckpoints(string folder, NoteVerifierKey log, IReadOnlyList<NoteVerifierKey> witnesses)
{
    public void Keep(NoteVerifierKey witness, SignedNote cosigned)
    {
        Directory.CreateDirectory(folder);
        DurableFile.Replace(FileOf(witness), cosigned.ToBytes(), settle: false);
    }

    /// <summary>The checkpoint with the signatures of those witnesses that have cosigned just this one.</summary>
    public ReadOnlyMemory<byte> WithCosignatures(ReadOnlyMemory<byte> note)
    {
        if (witnesses.Count == 0)
        {
            return note;
        }

        var plain = SignedNote.Parse(note.Span);
        var all = plain.Signatures.ToList();
        foreach (NoteVerifierKey witness in witnesses)
        {
            if (Read(witness) is { } cosigned && cosigned.Text.Equals(plain.Text, StringComparison.Ordinal))
            {
                all.AddRange(Cosigning.Only(cosigned, witness).Signatures);
            }
        }

        return plain.WithSignatures(all).ToBytes();
    }

    /// <summary>The largest checkpoint that a witness has cosigned, with the signatures of all who have; null when none has.</summary>
    public ReadOnlyMemory<byte>? Largest()
    {
        SignedNote? largest = witnesses.Select(Read).OfType<SignedNote>().MaxBy(note => Checkpoint.Parse(note.Text).Size);
        return largest is null ? null : WithCosignatures(Cosigning.Only(largest, log).ToBytes());
    }

    /// <summary>Whoever changed the file cannot make it say what the witness did not; what is not good is not there.</summary>
    private SignedNote? Read(NoteVerifierKey witness)
    {
        try
        {
            string file = FileOf(witness);
            return File.Exists(file) && SignedNote.Parse(File.ReadAllBytes(file)) is { } note && note.Verify(log) == NoteVerdict.Trusted && note.Verify(witness) == NoteVerdict.Trusted ? note : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or LedgerFormatException)
        {
            return null;
        }
    }

    private string FileOf(NoteVerifierKey witness) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(witness.ToString())).AsSpan(0, 8)) + ".checkpoint");
}
