namespace Auditor.Ledger;

/// <summary>How a witness judges a request, in the order of C2SP tlog-witness, "add-checkpoint". Pure.</summary>
public static class WitnessRule
{
    /// <summary>Everything that can be said without knowing what was cosigned before.</summary>
    /// <param name="request">What the log sent.</param>
    /// <param name="trusted">The keys that are trusted for an origin; none for an origin that is not known.</param>
    /// <param name="checkpoint">What the note says; null when it is no checkpoint.</param>
    /// <returns><see cref="WitnessVerdict.Cosign"/> when nothing speaks against it so far.</returns>
    public static WitnessVerdict JudgeSignature(AddCheckpointRequest request, Func<string, IReadOnlyList<NoteVerifierKey>> trusted, out Checkpoint? checkpoint)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(trusted);
        try
        {
            checkpoint = Checkpoint.Parse(request.Note.Text);
        }
        catch (LedgerFormatException)
        {
            checkpoint = null;
            return WitnessVerdict.Malformed;
        }

        NoteVerifierKey[] keys = [.. trusted(checkpoint.Origin)];
        if (keys.Length == 0)
        {
            return WitnessVerdict.UnknownLog;
        }

        if (request.Note.Verify(keys) != NoteVerdict.Trusted)
        {
            return WitnessVerdict.NotSigned;
        }

        return request.OldSize <= checkpoint.Size ? WitnessVerdict.Cosign : WitnessVerdict.Malformed;
    }

    /// <summary>Whether a checkpoint whose signature is good extends what was cosigned last.</summary>
    /// <param name="request">What the log sent.</param>
    /// <param name="checkpoint">What its note says.</param>
    /// <param name="last">What was cosigned last for this origin; null for nothing.</param>
    public static WitnessVerdict JudgeGrowth(AddCheckpointRequest request, Checkpoint checkpoint, Checkpoint? last)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (request.OldSize != (last?.Size ?? 0))
        {
            return WitnessVerdict.OtherSize;
        }

        return ConsistencyProof.Verify([.. request.Proof], request.OldSize, checkpoint.Size, last?.Root ?? MerkleTree.EmptyRoot, checkpoint.Root)
            ? WitnessVerdict.Cosign
            : WitnessVerdict.Inconsistent;
    }
}
