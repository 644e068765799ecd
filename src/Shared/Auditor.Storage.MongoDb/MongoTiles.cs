using Auditor.Ledger;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>The tiles of the tree, one document for each level and index: the widest that there has been.</summary>
internal sealed class MongoTiles(IMongoCollection<BsonDocument> tiles)
{
    public const string Collection = "tiles";
    private const string Id = "_id";
    private const string Width = "width";
    private const string Content = "content";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    public async Task PutAsync(IReadOnlyList<Tile> given, CancellationToken cancellation)
    {
        if (given.Count == 0)
        {
            return;
        }

        try
        {
            await tiles.BulkWriteAsync(
                given.Select(tile => new UpdateOneModel<BsonDocument>(Narrower(tile), Change(tile)) { IsUpsert = true }),
                new BulkWriteOptions { IsOrdered = false },
                cancellation);
        }
        catch (MongoBulkWriteException<BsonDocument> problem) when (problem.IsDuplicate())
        {
            // It is there, and either as wide already or put there a moment ago.
            foreach (BulkWriteError there in problem.WriteErrors)
            {
                await WidenAsync(given[there.Index], cancellation);
            }
        }
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(TileAddress address, CancellationToken cancellation)
    {
        BsonDocument? found = await tiles.Find(Where.Eq(Id, IdOf(address)) & Where.Gte(Width, address.Width)).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        byte[] content = MongoEntryDocument.BytesOf(found, Content);
        return content.AsMemory(0, Math.Min(content.Length, address.Bytes));
    }

    private async Task WidenAsync(Tile tile, CancellationToken cancellation)
    {
        UpdateResult widened = await tiles.UpdateOneAsync(Narrower(tile), Change(tile), cancellationToken: cancellation);
        if (widened.MatchedCount == 0)
        {
            await MongoStore.WaitForAsync(tiles, Where.Eq(Id, IdOf(tile.Address)) & Where.Gte(Width, tile.Address.Width), cancellation);
        }
    }

    private static FilterDefinition<BsonDocument> Narrower(Tile tile) => Where.Eq(Id, IdOf(tile.Address)) & Where.Lt(Width, tile.Address.Width);

    private static UpdateDefinition<BsonDocument> Change(Tile tile) =>
        Builders<BsonDocument>.Update.Set(Width, tile.Address.Width).Set(Content, new BsonBinaryData(tile.Content.ToArray()));

    private static BsonDocument IdOf(TileAddress address) => new() { ["level"] = address.Level, ["index"] = address.Index };
}
