using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>The signed checkpoints, one document for each hour (UTC): its last.</summary>
internal sealed class MongoCheckpoints(IMongoCollection<BsonDocument> checkpoints)
{
    public const string Collection = "checkpoints";
    private const string Hour = "_id";
    private const string Size = "size";
    private const string Note = "note";
    private const string SignedAt = "signedAt";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    public static IReadOnlyList<CreateIndexModel<BsonDocument>> Indexes { get; } = [new(new BsonDocument { [Size] = -1, [Hour] = -1 })];

    public async Task AddAsync(StoredCheckpoint checkpoint, CancellationToken cancellation)
    {
        if ((await ListAsync(1, cancellation)) is [{ } latest] && latest.Size > checkpoint.Size)
        {
            return;
        }

        long hour = checkpoint.SignedAt.UtcTicks / TimeSpan.TicksPerHour;
        FilterDefinition<BsonDocument> smaller = Where.Eq(Hour, hour) & Where.Lt(Size, checkpoint.Size);
        UpdateDefinition<BsonDocument> change = Builders<BsonDocument>.Update
            .Set(Size, checkpoint.Size)
            .Set(Note, new BsonBinaryData(checkpoint.Note.ToArray()))
            .Set(SignedAt, checkpoint.SignedAt.ToBson());
        try
        {
            await checkpoints.UpdateOneAsync(smaller, change, new UpdateOptions { IsUpsert = true }, cancellation);
        }
        catch (MongoWriteException problem) when (problem.IsDuplicate())
        {
            // The hour has one: as large, or put there a moment ago.
            UpdateResult replaced = await checkpoints.UpdateOneAsync(smaller, change, cancellationToken: cancellation);
            if (replaced.MatchedCount == 0)
            {
                await MongoStore.WaitForAsync(checkpoints, Where.Eq(Hour, hour) & Where.Gte(Size, checkpoint.Size), cancellation);
            }
        }
    }

    /// <summary>Largest first.</summary>
    public async Task<IReadOnlyList<StoredCheckpoint>> ListAsync(int limit, CancellationToken cancellation)
    {
        List<BsonDocument> found = await checkpoints.Find(Where.Empty)
            .Sort(new BsonDocument { [Size] = -1, [Hour] = -1 })
            .Limit(limit)
            .ToListAsync(cancellation);
        return [.. found.Select(document => new StoredCheckpoint(document[Size].ToInt64(), MongoEntryDocument.BytesOf(document, Note), document[SignedAt].ToTime()))];
    }
}
