namespace Auditor.Ledger;

/// <summary>From a note to a checkpoint that the trusted key has signed, or to the reason why not.</summary>
internal static class TrustedCheckpoint
{
    /// <param name="note">A signed note.</param>
    /// <param name="key">The only key that is trusted.</param>
    /// <param name="what">The note in words, at the beginning of a sentence.</param>
    /// <param name="checkpoint">The checkpoint when there is no fault.</param>
    public static LogFault? Read(ReadOnlySpan<byte> note, NoteVerifierKey key, string what, out Checkpoint checkpoint)
    {
        checkpoint = null!;
        try
        {
            return Read(SignedNote.Parse(note), key, what, out checkpoint);
        }
        catch (LedgerFormatException wrong)
        {
            return new LogFault { Kind = FaultKind.CheckpointAltered, Message = $"{what} is no checkpoint: {wrong.Message}" };
        }
    }

    public static LogFault? Read(SignedNote note, NoteVerifierKey key, string what, out Checkpoint checkpoint)
    {
        checkpoint = null!;
        switch (note.Verify(key))
        {
            case NoteVerdict.NotSigned:
                string signers = string.Join(", ", note.Signatures.Take(3).Select(signature => $"'{signature.Name}' (key id {KeyName.Hex(signature.KeyId)})"));
                return new LogFault
                {
                    Kind = FaultKind.WrongKey,
                    Message = $"{what} is not signed by the trusted key '{key.Name}' (key id {KeyName.Hex(key.KeyId)}), but by {signers}. Someone else's log or key stands in for it, or the key that is trusted here is the wrong one.",
                };
            case NoteVerdict.Forged:
                return new LogFault
                {
                    Kind = FaultKind.CheckpointAltered,
                    Message = $"{what} names the trusted key '{key.Name}' as its signer, but the signature is not that key's: it was changed after it was signed, or was never signed by it.",
                };
            default:
                checkpoint = Checkpoint.Parse(note.Text);
                return checkpoint.Origin == key.Name
                    ? null
                    : new LogFault { Kind = FaultKind.WrongKey, Message = $"{what} is of the log '{checkpoint.Origin}'; the trusted key is that of the log '{key.Name}'." };
        }
    }

    /// <summary>What two checkpoints of one log already say without its entries; null when the later one may extend the earlier.</summary>
    public static LogFault? Compare(Checkpoint earlier, Checkpoint now)
    {
        if (earlier.Size > now.Size)
        {
            return new LogFault
            {
                Kind = FaultKind.RolledBack,
                Position = now.Size,
                LastPosition = earlier.Size - 1,
                Message = $"The log was rolled back: an earlier checkpoint, signed by the same key, says that it had {earlier.Size} entries; now it has {now.Size}. Positions {now.Size} to {earlier.Size - 1} are gone.",
            };
        }

        bool impossible = (earlier.Size == now.Size && earlier.Root != now.Root) || (earlier.Size == 0 && earlier.Root != MerkleTree.EmptyRoot);
        return impossible ? Forked(earlier, now) : null;
    }

    public static LogFault Forked(Checkpoint earlier, Checkpoint now) => new()
    {
        Kind = FaultKind.Forked,
        Message = $"The log was forked: its key signed one history of {earlier.Size} entries earlier and now signs another of {now.Size} entries that does not begin with it. One of the first {earlier.Size} entries was replaced and everything signed anew.",
    };
}
