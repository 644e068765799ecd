using Auditor.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Cameras by a part of their name: the keys of the index, which are ids and names in capitals; of each key that matches an entry, which says whose
/// id it belongs to; and of each id its latest entry, which has the name that it had last.
/// </summary>
internal static class MongoKnownCameras
{
    public static async Task<IReadOnlyList<CameraRef>> FindAsync(IMongoCollection<BsonDocument> entries, string part, int most, CancellationToken cancellation)
    {
        string wanted = part.ToKey();
        using IAsyncCursor<string> keys = await entries.DistinctAsync<string>(MongoEntryDocument.CameraKeys, Builders<BsonDocument>.Filter.Empty, cancellationToken: cancellation);
        var found = new Dictionary<string, CameraRef>(StringComparer.Ordinal);
        // A camera has two keys, so that of the first ones of both kinds there are enough.
        foreach (string key in (await keys.ToListAsync(cancellation)).Where(key => key.Contains(wanted, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(2 * most))
        {
            foreach (CameraRef camera in (await LatestAsync(entries, key, cancellation)).Where(camera => camera.Id.Length > 0 && (camera.Id.ToKey() == key || camera.Name.ToKey() == key)))
            {
                string id = camera.Id.ToKey();
                if (!found.ContainsKey(id))
                {
                    CameraRef last = (await LatestAsync(entries, id, cancellation)).FirstOrDefault(one => one.Id.ToKey() == id) ?? camera;
                    found.Add(id, new CameraRef { Id = last.Id, Name = last.Name });
                }
            }
        }

        return
        [
            .. found.Where(camera => camera.Key.Contains(wanted, StringComparison.Ordinal) || camera.Value.Name.ToKey().Contains(wanted, StringComparison.Ordinal))
                .Select(camera => camera.Value).OrderBy(camera => camera.Name, StringComparer.OrdinalIgnoreCase).ThenBy(camera => camera.Id, StringComparer.Ordinal).Take(most),
        ];
    }

    /// <summary>The cameras of the latest entry about a key.</summary>
    private static async Task<IReadOnlyList<CameraRef>> LatestAsync(IMongoCollection<BsonDocument> entries, string key, CancellationToken cancellation)
    {
        BsonDocument? latest = await entries.Find(Builders<BsonDocument>.Filter.Eq(MongoEntryDocument.CameraKeys, key))
            .Sort(new BsonDocument(MongoEntryDocument.OccurredAt, -1)).FirstOrDefaultAsync(cancellation);
        return latest is null ? [] : MongoEntryDocument.ToEntry(latest, position: null).Cameras;
    }
}
