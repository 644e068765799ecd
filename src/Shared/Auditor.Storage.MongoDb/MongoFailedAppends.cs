using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>The failed appends in MongoDB, one document each.</summary>
public sealed class MongoFailedAppends : IFailedAppends, IAsyncDisposable
{
    private const string Id = "_id";
    private const string Queue = "queue";
    private const string ContentType = "contentType";
    private const string Problem = "problem";
    private const string FailedAt = "failedAt";
    private const string Open = "open";
    private const string Body = "body";
    private const string SettledHow = "settledHow";
    private const string SettledBy = "settledBy";
    private const string SettledAt = "settledAt";
    private const string SettledWhy = "settledWhy";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Change = Builders<BsonDocument>.Update;

    private static readonly CreateIndexModel<BsonDocument>[] Indexes =
    [
        new(new BsonDocument { [FailedAt] = 1, [Id] = 1 }),
        new(new BsonDocument { [Open] = 1, [FailedAt] = 1, [Id] = 1 }),
    ];

    private readonly MongoStore _store;

    private MongoFailedAppends(MongoStore store) => _store = store;

    /// <summary>Connects and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task<MongoFailedAppends> OpenAsync(string connection, CancellationToken cancellation) =>
        new(await MongoStore.OpenAsync(connection, "failedAppends", Indexes, cancellation));

    /// <inheritdoc/>
    public Task AddAsync(FailedAppend failure, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(failure);
        UpdateDefinition<BsonDocument> change = Change.Combine(
            Change.SetOnInsert(Queue, failure.Queue),
            Change.SetOnInsert(ContentType, failure.ContentType.ToBson()),
            Change.SetOnInsert(Body, new BsonBinaryData(failure.Body.ToArray())),
            Change.Set(Problem, failure.Problem),
            Change.Set(FailedAt, failure.FailedAt.ToBson()),
            Change.Set(Open, true));
        return _store.RunAsync(async () =>
        {
            try
            {
                return await UpsertAsync();
            }
            catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
            {
                // Two upserts at once both found nothing; now there is something.
                return await UpsertAsync();
            }
        });

        Task<UpdateResult> UpsertAsync() =>
            _store.Documents.UpdateOneAsync(Where.Eq(Id, failure.FailureId.ToBson()), change, new UpdateOptions { IsUpsert = true }, cancellation);
    }

    /// <inheritdoc/>
    public Task<FailedAppend?> FindAsync(Guid failureId, CancellationToken cancellation) =>
        _store.RunAsync(async () =>
            await _store.Documents.Find(Where.Eq(Id, failureId.ToBson())).FirstOrDefaultAsync(cancellation) is { } found ? Read(found) : null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FailedAppend>> ListAsync(bool includeSettled, int limit, FailedAppendCursor? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        FilterDefinition<BsonDocument> filter = includeSettled ? Where.Empty : Where.Eq(Open, true);
        if (after is not null)
        {
            BsonInt64 time = after.FailedAt.ToBson();
            filter &= Where.Lte(FailedAt, time) & (Where.Lt(FailedAt, time) | Where.Lt(Id, after.FailureId.ToBson()));
        }

        return _store.RunAsync<IReadOnlyList<FailedAppend>>(async () =>
        {
            List<BsonDocument> documents = await _store.Documents.Find(filter)
                .Sort(new BsonDocument { [FailedAt] = -1, [Id] = -1 })
                .Limit(limit)
                .ToListAsync(cancellation);
            return [.. documents.Select(Read)];
        });
    }

    /// <inheritdoc/>
    public Task<long> CountOpenAsync(CancellationToken cancellation) =>
        _store.RunAsync(() => _store.Documents.CountDocumentsAsync(Where.Eq(Open, true), cancellationToken: cancellation));

    /// <inheritdoc/>
    public Task<bool> SettleAsync(Guid failureId, DateTimeOffset failedAt, Settlement settlement, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        FilterDefinition<BsonDocument> open = Where.Eq(Id, failureId.ToBson()) & Where.Eq(FailedAt, failedAt.ToBson()) & Where.Eq(Open, true);
        UpdateDefinition<BsonDocument> change = Change.Combine(
            Change.Set(Open, false),
            Change.Set(SettledHow, settlement.How.ToString()),
            Change.Set(SettledBy, settlement.By),
            Change.Set(SettledAt, settlement.At.ToBson()),
            Change.Set(SettledWhy, settlement.Why.ToBson()));
        return _store.RunAsync(async () => (await _store.Documents.UpdateOneAsync(open, change, cancellationToken: cancellation)).ModifiedCount == 1);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static FailedAppend Read(BsonDocument document) => new()
    {
        FailureId = document[Id].ToId(),
        Queue = document[Queue].AsString,
        Body = document[Body].AsByteArray,
        ContentType = document[ContentType].ToText(),
        Problem = document[Problem].AsString,
        FailedAt = document[FailedAt].ToTime(),
        Settlement = document[Open].AsBoolean
            ? null
            : new Settlement(
                Enum.Parse<SettlementKind>(document[SettledHow].AsString),
                document[SettledBy].AsString,
                document[SettledAt].ToTime(),
                document[SettledWhy].ToText()),
    };
}
