using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>Said before entries are inserted, so that a sequencer finds them: a writer is about to insert these.</summary>
/// <param name="Id">Of the mark; every attempt to append makes its own.</param>
/// <param name="Since">By the writer's clock (UTC), each later than the one before.</param>
/// <param name="EntryIds">In the order in which they were given.</param>
internal sealed record PendingMark(BsonValue Id, DateTimeOffset Since, IReadOnlyList<Guid> EntryIds);

/// <summary>
/// Which entries may wait for a position. A mark is there before its entries are, and is removed only by who has seen that nothing of
/// it waits any more; so it may say too much, and never too little.
/// </summary>
internal sealed class MongoPendingMarks(IMongoCollection<BsonDocument> marks, TimeProvider time)
{
    public const string Collection = "pendingEntries";
    private const string Id = "_id";
    private const string Since = "since";
    private const string EntryIds = "entryIds";
    private const int EntriesOfAMark = 200;
    private const int MarksAtOnce = 50;

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    private long _lastSince;

    public static IReadOnlyList<CreateIndexModel<BsonDocument>> Indexes { get; } = [new(new BsonDocument { [Since] = 1, [Id] = 1 })];

    public Task AddAsync(IEnumerable<Guid> entryIds, CancellationToken cancellation) =>
        marks.InsertManyAsync(
            entryIds.Chunk(EntriesOfAMark).Select(ids => new BsonDocument
            {
                [Id] = ObjectId.GenerateNewId(),
                [Since] = NextSince(),
                [EntryIds] = ids.ToBson(),
            }),
            cancellationToken: cancellation);

    /// <summary>Oldest first, some at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<PendingMark>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using IAsyncCursor<BsonDocument> cursor = await marks.FindAsync(
            Where.Empty,
            new FindOptions<BsonDocument> { Sort = new BsonDocument { [Since] = 1, [Id] = 1 }, BatchSize = MarksAtOnce },
            cancellation);
        while (await cursor.MoveNextAsync(cancellation))
        {
            yield return [.. cursor.Current.Select(mark => new PendingMark(mark[Id], mark[Since].ToTime(), [.. mark[EntryIds].AsBsonArray.Select(id => id.ToId())]))];
        }
    }

    /// <summary>Those of these entries that have a mark.</summary>
    public async Task<HashSet<Guid>> MarkedAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellation)
    {
        List<BsonDocument> found = await marks.Find(Where.In(EntryIds, entryIds.ToBson())).ToListAsync(cancellation);
        return [.. found.SelectMany(mark => mark[EntryIds].AsBsonArray.Select(id => id.ToId())).Intersect(entryIds)];
    }

    public Task RemoveAsync(IEnumerable<PendingMark> done, CancellationToken cancellation) =>
        marks.DeleteManyAsync(Where.In(Id, done.Select(mark => mark.Id)), cancellation);

    private long NextSince()
    {
        while (true)
        {
            long last = Volatile.Read(ref _lastSince);
            long next = Math.Max(time.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _lastSince, next, last) == last)
            {
                return next;
            }
        }
    }
}
