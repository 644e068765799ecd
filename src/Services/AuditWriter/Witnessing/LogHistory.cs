using Auditor.AuditWriter.Sequencing;
using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>This log as its store has it, to be held against what others remember of it.</summary>
internal sealed class LogHistory(ILedgerStore store, LedgerKey key)
{
    /// <summary>The key that others must have seen as well.</summary>
    public NoteVerifierKey Key => key.Signer.Verifier;

    /// <summary>
    /// The tree without leaves, signed: a checkpoint that never contradicts another, with which a witness is asked what it knows.
    /// </summary>
    public SignedNote Nothing() => new Checkpoint { Origin = Key.Name, Size = 0, Root = MerkleTree.EmptyRoot }.Sign(key.Signer);

    /// <summary>The latest checkpoint of the store; null when nothing has been signed. What was ever sent is in the store before.</summary>
    /// <exception cref="LedgerBrokenException">It is not this log's.</exception>
    public async Task<KnownCheckpoint?> LatestAsync(CancellationToken cancellation)
    {
        if (await store.LatestCheckpointAsync(cancellation) is not { } stored)
        {
            return null;
        }

        try
        {
            return KnownCheckpoint.Read(stored.Note.Span, Key)
                ?? throw new LedgerBrokenException("The store's latest checkpoint is not signed by this log's key.");
        }
        catch (LedgerFormatException problem)
        {
            throw new LedgerBrokenException("The store's latest checkpoint cannot be read: " + problem.Message, problem);
        }
    }

    /// <summary>The proof from an earlier size to a checkpoint of the store.</summary>
    /// <exception cref="LedgerFormatException">A tile cannot be read.</exception>
    public async Task<IReadOnlyList<TreeHash>> ProofAsync(long oldSize, long size, CancellationToken cancellation) =>
        ConsistencyProof.Create(oldSize, size, await FetchedTiles.FetchAsync(store, ConsistencyProof.TilesNeeded(oldSize, size), cancellation));

    /// <summary>How the store contradicts a checkpoint that this log's key signed, in words; null when the store's latest extends it.</summary>
    public async Task<string?> ContradictionAsync(Checkpoint seen, CancellationToken cancellation)
    {
        KnownCheckpoint? latest = await LatestAsync(cancellation);
        if ((latest?.Checkpoint.Size ?? 0) < seen.Size)
        {
            return $"has a checkpoint of {seen.Size} entries that this log's key signed, and the store's latest has {latest?.Checkpoint.Size ?? 0}: an older state of the store was put back, an empty one took its place, or somebody else signs with the key";
        }

        if (latest is null)
        {
            return null;
        }

        try
        {
            IReadOnlyList<TreeHash> proof = await ProofAsync(seen.Size, latest.Checkpoint.Size, cancellation);
            return ConsistencyProof.Verify([.. proof], seen.Size, latest.Checkpoint.Size, seen.Root, latest.Checkpoint.Root)
                ? null
                : $"has a checkpoint of {seen.Size} entries that this log's key signed, and the store's latest, of {latest.Checkpoint.Size}, has another history";
        }
        catch (LedgerFormatException problem)
        {
            return $"has a checkpoint of {seen.Size} entries that this log's key signed, and the store's tiles cannot show that the log goes on from it ({problem.Message})";
        }
    }
}
