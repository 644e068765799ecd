using Auditor.Contracts;
using Auditor.Wire;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>Cameras by a part of their name: the keys of the index, and of each key that matches the latest entry, which says what it belongs to.</summary>
internal static class MongoKnownCameras
{
    public static async Task<IReadOnlyList<CameraRef>> FindAsync(IMongoCollection<BsonDocument> entries, string part, int most, CancellationToken cancellation)
    {
        string wanted = part.ToKey();
        using IAsyncCursor<string> keys = await entries.DistinctAsync<string>(MongoEntryDocument.CameraKeys, Builders<BsonDocument>.Filter.Empty, cancellationToken: cancellation);
        var found = new Dictionary<string, CameraRef>(StringComparer.OrdinalIgnoreCase);
        // A camera has two keys, so that of the first ones of both kinds there are enough.
        foreach (string key in (await keys.ToListAsync(cancellation)).Where(key => key.Contains(wanted, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(2 * most))
        {
            BsonDocument? latest = await entries.Find(Builders<BsonDocument>.Filter.Eq(MongoEntryDocument.CameraKeys, key))
                .Sort(new BsonDocument(MongoEntryDocument.OccurredAt, -1)).FirstOrDefaultAsync(cancellation);
            if (latest is null)
            {
                continue;
            }

            AuditEntry entry = MongoEntryDocument.ToEntry(latest, position: null);
            foreach (CameraRef camera in entry.Cameras.Where(camera => camera.Id.Length > 0 && (camera.Id.ToKey() == key || camera.Name.ToKey() == key)))
            {
                found.TryAdd(camera.Id, new CameraRef { Id = camera.Id, Name = camera.Name });
            }
        }

        return [.. found.Values.OrderBy(camera => camera.Name, StringComparer.OrdinalIgnoreCase).ThenBy(camera => camera.Id, StringComparer.Ordinal).Take(most)];
    }
}
