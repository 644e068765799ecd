using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>Entries that a sequencer left out for good, one document each.</summary>
internal sealed class MongoRefusedEntries(IMongoCollection<BsonDocument> refused)
{
    public const string Collection = "refusedEntries";
    private const string Id = "_id";
    private const string Problem = "problem";
    private const string RefusedAt = "refusedAt";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    public static IReadOnlyList<CreateIndexModel<BsonDocument>> Indexes { get; } = [new(new BsonDocument { [RefusedAt] = 1, [Id] = 1 })];

    /// <summary>The first to refuse it says why.</summary>
    public async Task AddAsync(Guid entryId, string problem, DateTimeOffset now, CancellationToken cancellation)
    {
        var document = new BsonDocument { [Id] = entryId.ToBson(), [Problem] = problem, [RefusedAt] = now.ToBson() };
        try
        {
            await refused.InsertOneAsync(document, cancellationToken: cancellation);
        }
        catch (MongoWriteException there) when (there.IsDuplicate())
        {
            await MongoStore.WaitForAsync(refused, Where.Eq(Id, entryId.ToBson()), cancellation);
        }
    }

    /// <summary>Those of these entries that are refused.</summary>
    public async Task<HashSet<Guid>> AmongAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellation) =>
        entryIds.Count == 0
            ? []
            : [.. (await refused.Find(Where.In(Id, entryIds.ToBson())).ToListAsync(cancellation)).Select(document => document[Id].ToId())];

    public Task<long> CountAsync(CancellationToken cancellation) => refused.CountDocumentsAsync(Where.Empty, cancellationToken: cancellation);

    /// <summary>Oldest first, some at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StrayEntry>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using IAsyncCursor<BsonDocument> cursor = await refused.FindAsync(
            Where.Empty,
            new FindOptions<BsonDocument> { Sort = new BsonDocument { [RefusedAt] = 1, [Id] = 1 } },
            cancellation);
        while (await cursor.MoveNextAsync(cancellation))
        {
            yield return [.. cursor.Current.Select(document => new StrayEntry(document[Id].ToId(), document[Problem].ToText()))];
        }
    }
}
