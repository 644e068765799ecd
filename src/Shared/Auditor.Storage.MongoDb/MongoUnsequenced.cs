using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Finds the entries that wait for a position by the marks that their writers made, and removes marks that are done with: all their
/// entries are settled, or were not there long after the mark was made.
/// </summary>
internal sealed class MongoUnsequenced(
    IMongoCollection<BsonDocument> entries, MongoPendingMarks marks, MongoSettledEntries settled, TimeProvider time)
{
    /// <summary>Longer than any insert may be under way. Were one even later, the sweep finds its entries (<see cref="MongoOrphanSweep"/>).</summary>
    public static readonly TimeSpan MarkWithoutEntry = TimeSpan.FromHours(1);

    private const int EntriesAtOnce = 1000;

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly BsonDocument OnlyId = new(MongoEntryDocument.Id, 1);
    private static readonly BsonDocument BodyAndSeal = new() { [MongoEntryDocument.Body] = 1, [MongoEntryDocument.Seal] = 1 };

    public async Task<IReadOnlyList<UnsequencedEntry>> ListAsync(int limit, CancellationToken cancellation)
    {
        var waiting = new List<UnsequencedEntry>();
        await WalkAsync(
            limit,
            BodyAndSeal,
            (id, entry) => waiting.Add(new UnsequencedEntry(
                id, MongoEntryDocument.BytesOf(entry, MongoEntryDocument.Body), MongoEntryDocument.BytesOf(entry, MongoEntryDocument.Seal))),
            cancellation);
        return waiting;
    }

    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        long count = 0;
        await WalkAsync(long.MaxValue, OnlyId, (_, _) => count++, cancellation);
        return count;
    }

    private async Task WalkAsync(long limit, BsonDocument fields, Action<Guid, BsonDocument> found, CancellationToken cancellation)
    {
        DateTimeOffset abandoned = time.GetUtcNow() - MarkWithoutEntry;
        var seen = new HashSet<Guid>();
        var done = new HashSet<Guid>();
        var absent = new HashSet<Guid>();
        await foreach (IReadOnlyList<PendingMark> page in marks.ReadAsync(cancellation))
        {
            Guid[] unseen = [.. page.SelectMany(mark => mark.EntryIds).Where(seen.Add)];
            done.UnionWith(await settled.AmongAsync(unseen, cancellation));
            foreach (Guid[] chunk in unseen.Where(id => !done.Contains(id)).Chunk((int)Math.Min(EntriesAtOnce, limit)))
            {
                Dictionary<Guid, BsonDocument> there = await FindAsync(chunk, fields, cancellation);
                foreach (Guid id in chunk)
                {
                    if (!there.TryGetValue(id, out BsonDocument? entry))
                    {
                        absent.Add(id);
                    }
                    else if (limit > 0)
                    {
                        limit--;
                        found(id, entry);
                    }
                }

                if (limit == 0)
                {
                    break;
                }
            }

            PendingMark[] over = [.. page.Where(mark => mark.EntryIds.All(id => done.Contains(id) || (mark.Since < abandoned && absent.Contains(id))))];
            if (over.Length > 0)
            {
                await marks.RemoveAsync(over, cancellation);
            }

            if (limit == 0)
            {
                return;
            }
        }
    }

    private async Task<Dictionary<Guid, BsonDocument>> FindAsync(Guid[] ids, BsonDocument fields, CancellationToken cancellation)
    {
        List<BsonDocument> there = await entries.Find(Where.In(MongoEntryDocument.Id, ids.ToBson())).Project<BsonDocument>(fields).ToListAsync(cancellation);
        return there.ToDictionary(entry => entry[MongoEntryDocument.Id].ToId());
    }
}
