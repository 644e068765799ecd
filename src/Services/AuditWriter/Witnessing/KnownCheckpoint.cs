using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>A checkpoint whose signature by its log is good.</summary>
internal sealed record KnownCheckpoint(Checkpoint Checkpoint, SignedNote Note)
{
    /// <summary>Null when it is not signed by the key, or is of another log.</summary>
    /// <exception cref="LedgerFormatException">No note, or no checkpoint.</exception>
    public static KnownCheckpoint? Read(ReadOnlySpan<byte> note, NoteVerifierKey key)
    {
        var parsed = SignedNote.Parse(note);
        return parsed.Verify(key) == NoteVerdict.Trusted && Checkpoint.Parse(parsed.Text) is { } checkpoint && checkpoint.Origin.Equals(key.Name, StringComparison.Ordinal)
            ? new KnownCheckpoint(checkpoint, parsed)
            : null;
    }
}
