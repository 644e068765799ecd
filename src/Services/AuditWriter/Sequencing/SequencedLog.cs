using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>
/// The log as the one sees it who leads: opened under a lease, then extended batch by batch. The order of the steps is what makes it
/// safe: positions first, which the store gives once; then tiles, which follow from them; then the signature, remembered on this
/// machine; then the checkpoint for all to see. After a failure this object is thrown away, and opening finds out how far it came.
/// </summary>
internal sealed class SequencedLog
{
    private const int ReadAtOnce = 1000;

    private readonly ILedgerStore _store;
    private readonly LedgerKey _key;
    private readonly SignedHead _head;
    private readonly SequencerLease _lease;
    private TiledTree _tree;
    private long _signedSize;

    private SequencedLog(ILedgerStore store, LedgerKey key, SequencerLease lease, TiledTree tree, long signedSize)
    {
        _store = store;
        _key = key;
        _head = new SignedHead(key.HeadFile);
        _lease = lease;
        _tree = tree;
        _signedSize = signedSize;
    }

    /// <summary>Positions given so far.</summary>
    public long Size => _tree.Size;

    /// <summary>Reads how far the log is, and holds it against what was signed.</summary>
    /// <exception cref="LedgerBrokenException">They differ.</exception>
    /// <exception cref="LeaseLostException">Another sequencer has been here.</exception>
    public static async Task<SequencedLog> OpenAsync(ILedgerStore store, LedgerKey key, SequencerLease lease, CancellationToken cancellation)
    {
        (Checkpoint? signed, TiledTree tree) = await ReadSignedAsync(store, key, cancellation);
        Checkpoint? head = new SignedHead(key.HeadFile).Read(key.Signer.Verifier);
        long count = await store.CountLeavesAsync(cancellation);
        long mustHave = Math.Max(tree.Size, head?.Size ?? 0);
        if (count < mustHave)
        {
            throw new LedgerBrokenException(
                $"The log has {count} entries, and a checkpoint of {mustHave} was signed: entries were removed from its end, or an older state of the store was put back.");
        }

        if (head is not null && head.Size <= tree.Size)
        {
            await CheckExtendsAsync(store, head, tree, cancellation);
        }

        // Null while there is no checkpoint at all: then even the empty log gets one.
        var log = new SequencedLog(store, key, lease, tree, signed is null ? -1 : tree.Size);
        await log.CatchUpAsync(count, head, cancellation);
        return log;
    }

    /// <summary>Gives positions to entries that wait, and stores the tiles that this brings.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="refused">Told of an entry that no writer sealed, before it is left out for good; may be told again.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many waited, so that fewer than <paramref name="limit"/> means that there are no more.</returns>
    public async Task<int> ExtendAsync(int limit, Func<UnsequencedEntry, Task> refused, TimeProvider time, CancellationToken cancellation)
    {
        IReadOnlyList<UnsequencedEntry> waiting = await _store.ListUnsequencedAsync(limit, cancellation);
        var ids = new List<Guid>(waiting.Count);
        var hashes = new List<TreeHash>(waiting.Count);
        for (int i = 0; i < waiting.Count; i++)
        {
            UnsequencedEntry entry = waiting[i];
            if (_key.IsSealed(entry.EntryId, entry.Attested.Span, entry.Seal.Span))
            {
                ids.Add(entry.EntryId);
                hashes.Add(EntryLeaf.HashOfAttested(entry.Attested.Span));
                continue;
            }

            // What came before it first: the store takes positions in the order in which entries wait.
            await AddAsync(ids, hashes, cancellation);
            await refused(entry);
            await _store.RefuseAsync(_lease, entry.EntryId, "It has not the seal of a writer of this log.", time.GetUtcNow(), cancellation);
        }

        await AddAsync(ids, hashes, cancellation);
        return waiting.Count;
    }

    /// <summary>Signs the log as it is now, if it has grown since; null when it has not.</summary>
    public async Task<StoredCheckpoint?> SignAsync(TimeProvider time, CancellationToken cancellation)
    {
        if (_tree.Size == _signedSize)
        {
            return null;
        }

        SignedNote note = new Checkpoint { Origin = _key.Signer.Verifier.Name, Size = _tree.Size, Root = _tree.Root }.Sign(_key.Signer);
        _head.Write(note);
        var checkpoint = new StoredCheckpoint(_tree.Size, note.ToBytes(), time.GetUtcNow());
        await _store.AddCheckpointAsync(_lease, checkpoint, cancellation);
        _signedSize = _tree.Size;
        return checkpoint;
    }

    private static async Task<(Checkpoint? Signed, TiledTree Tree)> ReadSignedAsync(ILedgerStore store, LedgerKey key, CancellationToken cancellation)
    {
        if (await store.LatestCheckpointAsync(cancellation) is not { } stored)
        {
            return (null, TiledTree.Empty);
        }

        try
        {
            var note = SignedNote.Parse(stored.Note.Span);
            if (note.Verify(key.Signer.Verifier) != NoteVerdict.Trusted)
            {
                throw new LedgerBrokenException("The store's latest checkpoint is not signed by this log's key.");
            }

            var signed = Checkpoint.Parse(note.Text);
            var tree = TiledTree.Open(signed.Size, await FetchedTiles.FetchAsync(store, TiledTree.TilesNeeded(signed.Size), cancellation));
            return tree.Root == signed.Root
                ? (signed, tree)
                : throw new LedgerBrokenException($"The stored tiles do not give the tree of {signed.Size} entries that was signed: a tile was changed.");
        }
        catch (LedgerFormatException problem)
        {
            throw new LedgerBrokenException("The store's checkpoint or tiles cannot be read: " + problem.Message, problem);
        }
    }

    private static async Task CheckExtendsAsync(ILedgerStore store, Checkpoint head, TiledTree tree, CancellationToken cancellation)
    {
        try
        {
            FetchedTiles tiles = await FetchedTiles.FetchAsync(store, ConsistencyProof.TilesNeeded(head.Size, tree.Size), cancellation);
            TreeHash[] proof = [.. ConsistencyProof.Create(head.Size, tree.Size, tiles)];
            if (ConsistencyProof.Verify(proof, head.Size, tree.Size, head.Root, tree.Root))
            {
                return;
            }
        }
        catch (LedgerFormatException problem)
        {
            throw new LedgerBrokenException("The stored tiles cannot be read: " + problem.Message, problem);
        }

        throw new LedgerBrokenException($"The log does not go on from the checkpoint of {head.Size} entries that this machine signed: what it holds has another history.");
    }

    /// <summary>Positions that were given when the last sequencer ended before their tiles or their checkpoint were stored.</summary>
    private async Task CatchUpAsync(long count, Checkpoint? head, CancellationToken cancellation)
    {
        while (_tree.Size < count)
        {
            // As if the batch ended where this machine once signed, to hold that signature against it.
            long end = head is { } signed && signed.Size > _tree.Size ? signed.Size : count;
            IReadOnlyList<LoggedEntry> given = await _store.ReadAsync(_tree.Size, (int)Math.Min(ReadAtOnce, end - _tree.Size), cancellation);
            var hashes = new TreeHash[given.Count];
            for (int i = 0; i < hashes.Length; i++)
            {
                hashes[i] = HashOf(given[i], _tree.Size + i);
            }

            if (hashes.Length == 0)
            {
                throw new LedgerBrokenException($"Position {_tree.Size} was given, and is not there any more.");
            }

            await GrowAsync(hashes, cancellation);
            if (head is not null && head.Size == _tree.Size && head.Root != _tree.Root)
            {
                throw new LedgerBrokenException($"This machine signed another tree of {head.Size} entries than the one that the store has now.");
            }
        }
    }

    private TreeHash HashOf(LoggedEntry given, long position)
    {
        if (given.Position != position || given.Attested is not { } attested)
        {
            throw new LedgerBrokenException($"The entry {given.EntryId} had got position {given.Position}, and is not in the store any more.");
        }

        return _key.IsSealed(given.EntryId, attested.Span, given.Seal.Span)
            ? EntryLeaf.HashOfAttested(attested.Span)
            : throw new LedgerBrokenException($"Position {position} has the entry {given.EntryId}, which has not the seal of a writer of this log.");
    }

    private async Task AddAsync(List<Guid> ids, List<TreeHash> hashes, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return;
        }

        await _store.AddLeavesAsync(_lease, _tree.Size, ids, cancellation);
        await GrowAsync([.. hashes], cancellation);
        ids.Clear();
        hashes.Clear();
    }

    private async Task GrowAsync(TreeHash[] hashes, CancellationToken cancellation)
    {
        TreeGrowth growth = _tree.Grow(hashes);
        await _store.PutTilesAsync(_lease, growth.Tiles, cancellation);
        _tree = growth.Tree;
    }
}
