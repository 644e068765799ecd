using Auditor.Hosting;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>
/// The last checkpoint that this machine signed, kept outside the store: a store that was put back to an earlier state is noticed by
/// whoever signed a later one.
/// </summary>
internal sealed class SignedHead(string file)
{
    /// <summary>The checkpoint, or null when this machine has signed none.</summary>
    /// <exception cref="LedgerBrokenException">The file is no checkpoint signed by this key.</exception>
    public Checkpoint? Read(NoteVerifierKey key)
    {
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            var note = SignedNote.Parse(File.ReadAllBytes(file));
            return note.Verify(key) == NoteVerdict.Trusted
                ? Checkpoint.Parse(note.Text)
                : throw new LedgerBrokenException($"{file} is not signed by this log's key. It says what was signed last; remove it only if you know why it is wrong.");
        }
        catch (LedgerFormatException problem)
        {
            throw new LedgerBrokenException($"{file} is no checkpoint. It says what was signed last; remove it only if you know why it is wrong.", problem);
        }
    }

    /// <summary>There whole or not at all. After a power cut it may be the one before, which only notices less.</summary>
    public void Write(SignedNote note) => DurableFile.Replace(file, note.ToBytes(), settle: false);
}
