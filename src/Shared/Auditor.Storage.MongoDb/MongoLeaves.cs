using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// The positions that were given, one document each, inserted and never changed. The position is the document's id and the entry's id
/// is unique too, so that the server refuses a second answer.
/// </summary>
internal sealed class MongoLeaves(IMongoCollection<BsonDocument> leaves)
{
    public const string Collection = "leaves";
    private const string Position = "_id";
    private const string EntryId = "entryId";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    public static IReadOnlyList<CreateIndexModel<BsonDocument>> Indexes { get; } =
        [new(new BsonDocument(EntryId, 1), new CreateIndexOptions { Unique = true })];

    /// <summary>
    /// Inserts one after the other, and stops at the first that is there. A position is thus only ever inserted when the one before it
    /// is there: by this call, or as looked up first. So there is no hole, whoever else inserts meanwhile.
    /// </summary>
    /// <exception cref="LeaseLostException">The first position is not the next one, or somebody else has given one of these, or one of the entries.</exception>
    public async Task AddAsync(long first, IReadOnlyList<Guid> entryIds, CancellationToken cancellation)
    {
        if (first > 0 && await leaves.CountDocumentsAsync(Where.Eq(Position, first - 1), cancellationToken: cancellation) == 0)
        {
            throw new LeaseLostException($"Position {first} is not the next one: there is none before it.");
        }

        try
        {
            await leaves.InsertManyAsync(
                entryIds.Select((id, i) => new BsonDocument { [Position] = first + i, [EntryId] = id.ToBson() }),
                new InsertManyOptions { IsOrdered = true },
                cancellation);
        }
        catch (MongoBulkWriteException<BsonDocument> problem) when (problem.IsDuplicate())
        {
            throw new LeaseLostException($"Position {first + problem.WriteErrors[0].Index} or its entry is given already.", problem);
        }
    }

    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        BsonDocument? last = await leaves.Find(Where.Gte(Position, 0L)).Sort(new BsonDocument(Position, -1)).FirstOrDefaultAsync(cancellation);
        return last is null ? 0 : last[Position].ToInt64() + 1;
    }

    /// <summary>The positions of those entries that have one.</summary>
    public async Task<Dictionary<Guid, long>> PositionsAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellation)
    {
        List<BsonDocument> found = entryIds.Count == 0
            ? []
            : await leaves.Find(Where.In(EntryId, entryIds.ToBson())).ToListAsync(cancellation);
        return found.ToDictionary(leaf => leaf[EntryId].ToId(), leaf => leaf[Position].ToInt64());
    }

    /// <summary>Positions from one on, at most so many, in their order, with the entries that have them.</summary>
    public async Task<IReadOnlyList<(long Position, Guid EntryId)>> RangeAsync(long from, int limit, CancellationToken cancellation) =>
        ToPairs(await leaves.Find(Where.Gte(Position, from)).Sort(new BsonDocument(Position, 1)).Limit(limit).ToListAsync(cancellation));

    /// <summary>Those of these positions that are given, with the entries that have them.</summary>
    public async Task<IReadOnlyList<(long Position, Guid EntryId)>> FindAsync(IEnumerable<long> positions, CancellationToken cancellation) =>
        ToPairs(await leaves.Find(Where.In(Position, positions)).ToListAsync(cancellation));

    private static (long Position, Guid EntryId)[] ToPairs(List<BsonDocument> found) =>
        [.. found.Select(leaf => (leaf[Position].ToInt64(), leaf[EntryId].ToId()))];
}
