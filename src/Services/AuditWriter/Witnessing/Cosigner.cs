using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>This process as a witness of other logs: cosigns what extends everything that it cosigned before (C2SP tlog-witness).</summary>
internal sealed partial class Cosigner(NoteSignerKey key, WitnessedLogs logs, WitnessRecords records, ILogger<Cosigner> logger)
{
    /// <summary>The key with which it cosigns.</summary>
    public NoteVerifierKey Key => key.Verifier;

    /// <summary>Judges a request; what is cosigned is kept before this returns.</summary>
    /// <exception cref="InvalidDataException">What was cosigned last cannot be read.</exception>
    public async Task<Cosignature> AddAsync(AddCheckpointRequest request, CancellationToken cancellation)
    {
        WitnessVerdict verdict = WitnessRule.JudgeSignature(request, logs.KeysOf, out Checkpoint? checkpoint);
        if (verdict != WitnessVerdict.Cosign || checkpoint is null)
        {
            return new Cosignature(verdict);
        }

        Cosignature? answer = null;
        await records.UpdateAsync(
            checkpoint.Origin,
            known =>
            {
                Checkpoint? last = known is null ? null : Checkpoint.Parse(known.Text);
                verdict = WitnessRule.JudgeGrowth(request, checkpoint, last);
                if (verdict != WitnessVerdict.Cosign)
                {
                    answer = new Cosignature(verdict, LastSize: last?.Size ?? 0);
                    return null;
                }

                if (known is not null && known.Text.Equals(request.Note.Text, StringComparison.Ordinal) && known.Verify(Key) == NoteVerdict.Trusted)
                {
                    // Asked again: the same answer, and nothing to write.
                    answer = new Cosignature(verdict, Cosigning.Lines(known, Key));
                    return null;
                }

                SignedNote mine = SignedNote.Sign(request.Note.Text, key);
                answer = new Cosignature(verdict, Cosigning.Lines(mine, Key));
                SignedNote trusted = Cosigning.Only(request.Note, [.. logs.KeysOf(checkpoint.Origin)]);
                return trusted.WithSignatures([.. trusted.Signatures, .. mine.Signatures]);
            },
            cancellation);
        if (verdict == WitnessVerdict.Inconsistent)
        {
            // The log's own key signed it: with what is kept here, proof that the log does not keep to its word.
            Log.Inconsistent(logger, checkpoint.Origin, checkpoint.Size, request.Note.ToString());
        }

        return answer!;
    }

    /// <summary>What was cosigned last for an origin, by its hash; null for a log that is not known, or not yet cosigned.</summary>
    public SignedNote? Show(string originHash) => logs.OriginOf(originHash) is { } origin ? records.Read(origin) : null;

    private static partial class Log
    {
        [LoggerMessage(EventId = 3211, Level = LogLevel.Error, Message = "The log {Origin} signed a checkpoint of {Size} entries that does not go on from what it signed before; it is not cosigned. Keep this:\n{Note}")]
        public static partial void Inconsistent(ILogger logger, string origin, long size, string note);
    }
}
