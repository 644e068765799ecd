using Auditor.Wire;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Policies, holds and runs in MongoDB. A unique key orders the changes. Erasing and deciding exclude each other by a gate: who erases says
/// so first and then looks for later changes; who decides writes the change first and then waits until nobody erases. Each write and
/// each read is by majority, so that one of the two sees the other.
/// </summary>
public sealed class MongoRetentionStore : IRetentionStore, IAsyncDisposable
{
    private const string Id = "_id";
    private const string Revision = "revision";
    private const string Told = "told";
    private const string RequestedAt = "requestedAt";
    private const string Until = "until";
    private const string Body = "body";

    /// <summary>Of who erases: this long at most, then the erasing is ended; a process that died with it keeps others waiting no longer.</summary>
    private static readonly TimeSpan LongestErasure = TimeSpan.FromMinutes(1);

    /// <summary>How far the clocks of two processes may differ.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    private readonly MongoStore _changes;
    private readonly MongoStore _runs;
    private readonly MongoStore _gate;
    private readonly MongoStore _failures;
    private readonly ILedgerStore _ledger;
    private readonly TimeProvider _time;

    private MongoRetentionStore(MongoStore changes, MongoStore runs, MongoStore gate, MongoStore failures, ILedgerStore ledger, TimeProvider time)
    {
        _changes = changes;
        _runs = runs;
        _gate = gate;
        _failures = failures;
        _ledger = ledger;
        _time = time;
    }

    /// <summary>Connects and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="ledger">Of the same database; it removes the bodies.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task<MongoRetentionStore> OpenAsync(string connection, ILedgerStore ledger, TimeProvider time, CancellationToken cancellation) =>
        new(
            await MongoStore.OpenAsync(
                connection,
                "retentionChanges",
                [new(new BsonDocument(Revision, 1), new CreateIndexOptions { Unique = true }), new(new BsonDocument { [Told] = 1, [Revision] = 1 })],
                cancellation),
            await MongoStore.OpenAsync(connection, "retentionRuns", [new(new BsonDocument { [RequestedAt] = -1, [Id] = -1 })], cancellation),
            await MongoStore.OpenAsync(connection, "retentionGate", [new(new BsonDocument(Until, 1))], cancellation),
            await MongoStore.OpenAsync(connection, "failedAppends", [new(new BsonDocument { ["failedAt"] = 1, [Id] = 1 })], cancellation),
            ledger,
            time);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RetentionChange>> ListChangesAsync(CancellationToken cancellation) =>
        _changes.RunAsync<IReadOnlyList<RetentionChange>>(async () =>
        {
            List<BsonDocument> found = await _changes.Documents.Find(Where.Empty).Sort(new BsonDocument(Revision, 1)).ToListAsync(cancellation);
            // A change that was added while this was read may be there without the one before it.
            return [.. found.TakeWhile((document, index) => document[Revision].ToInt64() == index + 1).Select(Read<RetentionChange>)];
        });

    /// <inheritdoc/>
    public async Task<bool> AddAsync(RetentionChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        bool added = await _changes.RunAsync(async () =>
        {
            if (await _changes.Documents.CountDocumentsAsync(Where.Eq(Id, change.ChangeId.ToBson()), cancellationToken: cancellation) > 0)
            {
                return true;
            }

            if (await RevisionAsync(cancellation) != change.Revision - 1)
            {
                return false;
            }

            try
            {
                await _changes.Documents.InsertOneAsync(
                    new BsonDocument { [Id] = change.ChangeId.ToBson(), [Revision] = change.Revision, [Told] = false, [Body] = WireFormat.SerializeToText(change) },
                    cancellationToken: cancellation);
                return true;
            }
            catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey && problem.WriteConcernError is null)
            {
                return false;
            }
        });
        while (added && await _gate.RunAsync(() => _gate.Documents.CountDocumentsAsync(
            Where.Gt(Until, (_time.GetUtcNow() - ClockTolerance).ToBson()), cancellationToken: cancellation)) > 0)
        {
            await Task.Delay(LookEvery, _time, cancellation);
        }

        return added;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> ListUntoldAsync(CancellationToken cancellation) =>
        _changes.RunAsync<IReadOnlyList<Guid>>(async () =>
        [
            .. (await _changes.Documents.Find(Where.Eq(Told, false)).Sort(new BsonDocument(Revision, 1)).ToListAsync(cancellation)).Select(document => document[Id].ToId()),
        ]);

    /// <inheritdoc/>
    public Task MarkToldAsync(Guid changeId, CancellationToken cancellation) =>
        _changes.RunAsync(() => _changes.Documents.UpdateOneAsync(
            Where.Eq(Id, changeId.ToBson()), Builders<BsonDocument>.Update.Set(Told, true), cancellationToken: cancellation));

    /// <inheritdoc/>
    public Task PutRunAsync(RetentionRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _runs.RunAsync(() => _runs.Documents.ReplaceOneAsync(
            Where.Eq(Id, run.RunId.ToBson()),
            new BsonDocument { [Id] = run.RunId.ToBson(), [RequestedAt] = run.RequestedAt.ToBson(), [Body] = WireFormat.SerializeToText(run) },
            new ReplaceOptions { IsUpsert = true },
            cancellation));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RetentionRun>> ListRunsAsync(int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _runs.RunAsync<IReadOnlyList<RetentionRun>>(async () =>
        [
            .. (await _runs.Documents.Find(Where.Empty).Sort(new BsonDocument { [RequestedAt] = -1, [Id] = -1 }).Limit(limit).ToListAsync(cancellation)).Select(Read<RetentionRun>),
        ]);
    }

    /// <inheritdoc/>
    public Task<RetentionRun?> FindRunAsync(Guid runId, CancellationToken cancellation) =>
        _runs.RunAsync(async () =>
            await _runs.Documents.Find(Where.Eq(Id, runId.ToBson())).FirstOrDefaultAsync(cancellation) is { } found ? Read<RetentionRun>(found) : null);

    /// <inheritdoc/>
    public Task<long?> EraseAsync(IReadOnlyList<long> positions, long revision, CancellationToken cancellation) =>
        GuardedAsync(revision, ending => _ledger.EraseAsync(positions, ending), cancellation);

    /// <inheritdoc/>
    public Task<long> CountSettledFailuresAsync(DateTimeOffset failedBefore, CancellationToken cancellation) =>
        _failures.RunAsync(() => _failures.Documents.CountDocumentsAsync(Settled(failedBefore), cancellationToken: cancellation));

    /// <inheritdoc/>
    public Task<long?> RemoveSettledFailuresAsync(DateTimeOffset failedBefore, long revision, CancellationToken cancellation) =>
        GuardedAsync(
            revision,
            ending => _failures.RunAsync(async () => (await _failures.Documents.DeleteManyAsync(Settled(failedBefore), ending)).DeletedCount),
            cancellation);

    /// <inheritdoc/>
    public Task ScrubAsync(CancellationToken cancellation) => Task.CompletedTask; // What WiredTiger frees, it uses again in its own time (docs/retention.md).

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync();
        await _runs.DisposeAsync();
        await _gate.DisposeAsync();
        await _failures.DisposeAsync();
    }

    private async Task<long?> GuardedAsync(long revision, Func<CancellationToken, Task<long>> remove, CancellationToken cancellation)
    {
        BsonBinaryData mine = Guid.NewGuid().ToBson();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(LongestErasure);
        await _gate.RunAsync(async () =>
        {
            await _gate.Documents.InsertOneAsync(new BsonDocument { [Id] = mine, [Until] = (_time.GetUtcNow() + LongestErasure).ToBson() }, cancellationToken: ending.Token);
            return 0;
        });
        try
        {
            return await _changes.RunAsync(() => RevisionAsync(ending.Token)) == revision ? await remove(ending.Token) : null;
        }
        catch (OperationCanceledException slow) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("MongoDB took too long to erase; what it has not erased is erased when it is tried again.", slow);
        }
        finally
        {
            await _gate.RunAsync(() => _gate.Documents.DeleteOneAsync(Where.Eq(Id, mine), CancellationToken.None));
        }
    }

    private async Task<long> RevisionAsync(CancellationToken cancellation) =>
        (await _changes.Documents.Find(Where.Empty).Sort(new BsonDocument(Revision, -1)).FirstOrDefaultAsync(cancellation))?[Revision].ToInt64() ?? 0;

    private static FilterDefinition<BsonDocument> Settled(DateTimeOffset failedBefore) => Where.Eq("open", false) & Where.Lt("failedAt", failedBefore.ToBson());

    private static T Read<T>(BsonDocument document) => WireFormat.Deserialize<T>(document[Body].AsString);
}
