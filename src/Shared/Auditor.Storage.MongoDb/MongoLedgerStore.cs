using Auditor.Ledger;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>Positions, tiles and checkpoints in the MongoDB database of the audit log (docs/decisions/0006).</summary>
public sealed class MongoLedgerStore : ILedgerStore, IAsyncDisposable
{
    private const int ErasedAtOnce = 1000;

    /// <summary>How long the sequencer's search for entries without a mark rests; taking over the lease wakes it.</summary>
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(6);

    /// <summary>For how long what the search for strays has found is enough.</summary>
    private static readonly TimeSpan SearchStraysEvery = TimeSpan.FromHours(1);

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    private readonly MongoStore _store;
    private readonly MongoPendingMarks _marks;
    private readonly MongoRefusedEntries _refused;
    private readonly MongoLeaves _leaves;
    private readonly MongoTiles _tiles;
    private readonly MongoCheckpoints _checkpoints;
    private readonly MongoLease _lease;
    private readonly MongoUnsequenced _unsequenced;
    private readonly MongoOrphanSweep _sweep;
    private readonly MongoStrays _strays;
    private long _tokenTaken;

    private MongoLedgerStore(MongoStore store, TimeProvider time)
    {
        _store = store;
        _marks = new MongoPendingMarks(store.Beside(MongoPendingMarks.Collection), time);
        _refused = new MongoRefusedEntries(store.Beside(MongoRefusedEntries.Collection));
        _leaves = new MongoLeaves(store.Beside(MongoLeaves.Collection));
        _tiles = new MongoTiles(store.Beside(MongoTiles.Collection));
        _checkpoints = new MongoCheckpoints(store.Beside(MongoCheckpoints.Collection));
        _lease = new MongoLease(store.Beside(MongoLease.Collection));
        var settled = new MongoSettledEntries(_leaves, _refused);
        _unsequenced = new MongoUnsequenced(store.Documents, _marks, settled, time);
        _sweep = new MongoOrphanSweep(store.Documents, _marks, settled, time, SweepEvery);
        _strays = new MongoStrays(store.Documents, _refused, _leaves, new MongoOrphanSweep(store.Documents, _marks, settled, time, SearchStraysEvery));
    }

    /// <summary>Connects to the database of a <see cref="MongoAuditLog"/> and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static Task<MongoLedgerStore> OpenAsync(string connection, CancellationToken cancellation) => OpenAsync(connection, TimeProvider.System, cancellation);

    /// <inheritdoc cref="OpenAsync(string, CancellationToken)"/>
    internal static async Task<MongoLedgerStore> OpenAsync(string connection, TimeProvider time, CancellationToken cancellation)
    {
        MongoStore store = await MongoStore.OpenAsync(connection, MongoEntryDocument.Collection, MongoEntryDocument.Indexes, cancellation);
        try
        {
            await store.IndexAsync(MongoPendingMarks.Collection, MongoPendingMarks.Indexes, cancellation);
            await store.IndexAsync(MongoRefusedEntries.Collection, MongoRefusedEntries.Indexes, cancellation);
            await store.IndexAsync(MongoLeaves.Collection, MongoLeaves.Indexes, cancellation);
            await store.IndexAsync(MongoCheckpoints.Collection, MongoCheckpoints.Indexes, cancellation);
            return new MongoLedgerStore(store, time);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<LogIdentity> ClaimAsync(LogIdentity identity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return _store.RunAsync(() => _lease.ClaimAsync(identity, cancellation));
    }

    /// <inheritdoc/>
    public Task<SequencerLease?> TakeLeaseAsync(string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation) =>
        _store.RunAsync(async () =>
        {
            SequencerLease? taken = await _lease.TakeAsync(holder, now, duration, cancellation);
            if (taken is not null && Interlocked.Exchange(ref _tokenTaken, taken.Token) != taken.Token)
            {
                _sweep.Wake();
            }

            return taken;
        });

    /// <inheritdoc/>
    public Task ReleaseLeaseAsync(SequencerLease lease, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _store.RunAsync(() => _lease.ReleaseAsync(lease, cancellation));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<UnsequencedEntry>> ListUnsequencedAsync(int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _store.RunAsync(async () =>
        {
            // A little of it each time, so that a log of any size can be swept by who has its lease for seconds.
            if (await _sweep.StepAsync(cancellation) is { Count: > 0 } orphans)
            {
                await _marks.AddAsync(orphans, cancellation);
            }

            return await _unsequenced.ListAsync(limit, cancellation);
        });
    }

    /// <inheritdoc/>
    public Task<long> CountUnsequencedAsync(CancellationToken cancellation) => _store.RunAsync(() => _unsequenced.CountAsync(cancellation));

    /// <inheritdoc/>
    public Task RefuseAsync(SequencerLease lease, Guid entryId, string problem, DateTimeOffset now, CancellationToken cancellation) =>
        FencedAsync(lease, () => _refused.AddAsync(entryId, problem, now, cancellation), cancellation);

    /// <inheritdoc/>
    public Task AddLeavesAsync(SequencerLease lease, long first, IReadOnlyList<Guid> entryIds, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentNullException.ThrowIfNull(entryIds);
        return FencedAsync(lease, () => entryIds.Count == 0 ? Task.CompletedTask : _leaves.AddAsync(first, entryIds, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task<long> CountLeavesAsync(CancellationToken cancellation) => _store.RunAsync(() => _leaves.CountAsync(cancellation));

    /// <inheritdoc/>
    public Task<long?> FindPositionAsync(Guid entryId, CancellationToken cancellation) =>
        _store.RunAsync<long?>(async () => (await _leaves.PositionsAsync([entryId], cancellation)).TryGetValue(entryId, out long position) ? position : null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedEntry>> ReadAsync(long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _store.RunAsync<IReadOnlyList<LoggedEntry>>(async () =>
        {
            IReadOnlyList<(long Position, Guid EntryId)> given = await _leaves.RangeAsync(from, limit, cancellation);
            Dictionary<Guid, BsonDocument> entries = await FindEntriesAsync(given, cancellation);
            return
            [
                .. given.Select(leaf => entries.TryGetValue(leaf.EntryId, out BsonDocument? entry)
                    ? new LoggedEntry(
                        leaf.Position,
                        leaf.EntryId,
                        MongoEntryDocument.BytesOf(entry, MongoEntryDocument.Body),
                        MongoEntryDocument.BytesOf(entry, MongoEntryDocument.Seal))
                    : new LoggedEntry(leaf.Position, leaf.EntryId, Attested: null)),
            ];
        });
    }

    /// <inheritdoc/>
    public Task PutTilesAsync(SequencerLease lease, IReadOnlyList<Tile> tiles, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        return FencedAsync(lease, () => _tiles.PutAsync(tiles, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress address, CancellationToken cancellation) =>
        _store.RunAsync(() => _tiles.ReadAsync(address, cancellation));

    /// <inheritdoc/>
    public Task AddCheckpointAsync(SequencerLease lease, StoredCheckpoint checkpoint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return FencedAsync(lease, () => _checkpoints.AddAsync(checkpoint, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async Task<StoredCheckpoint?> LatestCheckpointAsync(CancellationToken cancellation) =>
        await ListCheckpointsAsync(1, cancellation) is [{ } latest, ..] ? latest : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCheckpoint>> ListCheckpointsAsync(int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _store.RunAsync(() => _checkpoints.ListAsync(limit, cancellation));
    }

    /// <inheritdoc/>
    public Task<long> CountRefusedAsync(CancellationToken cancellation) => _store.RunAsync(() => _refused.CountAsync(cancellation));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StrayEntry>> ListStrayAsync(int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _store.RunAsync(() => _strays.ListAsync(limit, cancellation));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IndexFault>> CheckIndexAsync(long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _store.RunAsync<IReadOnlyList<IndexFault>>(async () =>
        {
            IReadOnlyList<(long Position, Guid EntryId)> given = await _leaves.RangeAsync(from, limit, cancellation);
            Dictionary<Guid, BsonDocument> entries = await FindEntriesAsync(given, cancellation);
            return
            [
                .. given
                    .Select(leaf => (Leaf: leaf, Field: entries.TryGetValue(leaf.EntryId, out BsonDocument? entry) ? MongoIndexCheck.Fault(entry) : null))
                    .Where(fault => fault.Field is not null)
                    .Select(fault => new IndexFault(fault.Leaf.Position, fault.Leaf.EntryId, fault.Field!)),
            ];
        });
    }

    /// <inheritdoc/>
    public Task<long> EraseAsync(IReadOnlyList<long> positions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return _store.RunAsync(async () =>
        {
            long newest = await _leaves.CountAsync(cancellation) - 1;
            long removed = 0;
            foreach (long[] some in positions.Where(position => position != newest).Chunk(ErasedAtOnce))
            {
                IReadOnlyList<(long Position, Guid EntryId)> given = await _leaves.FindAsync(some, cancellation);
                DeleteResult deleted = await _store.Documents.DeleteManyAsync(
                    Where.In(MongoEntryDocument.Id, given.Select(leaf => leaf.EntryId).ToBson()), cancellation);
                removed += deleted.DeletedCount;
            }

            return removed;
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sweep.Dispose();
        _strays.Dispose();
        return _store.DisposeAsync();
    }

    /// <summary>Runs work for who has the lease. Somebody else may take it meanwhile: whatever the work does must bear that.</summary>
    private Task FencedAsync(SequencerLease lease, Func<Task> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _store.RunAsync(async () =>
        {
            await _lease.RequireAsync(lease, cancellation);
            await work();
        });
    }

    private async Task<Dictionary<Guid, BsonDocument>> FindEntriesAsync(IReadOnlyList<(long Position, Guid EntryId)> given, CancellationToken cancellation)
    {
        List<BsonDocument> found = await _store.Documents
            .Find(Where.In(MongoEntryDocument.Id, given.Select(leaf => leaf.EntryId).ToBson()))
            .ToListAsync(cancellation);
        return found.ToDictionary(entry => entry[MongoEntryDocument.Id].ToId());
    }
}
