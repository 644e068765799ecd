using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Entries that the log passed over: refused ones, and those that neither a writer nor a sequencer knows of. For these all entries must
/// be looked at, which is done once in a while only; a sequencer at work finds them too, and refuses them.
/// </summary>
internal sealed class MongoStrays(
    IMongoCollection<BsonDocument> entries, MongoRefusedEntries refused, MongoLeaves leaves, MongoOrphanSweep sweep) : IDisposable
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly BsonDocument OnlyId = new(MongoEntryDocument.Id, 1);

    /// <summary>Ids that no writer gives; a range of ids does not meet them.</summary>
    private static readonly FilterDefinition<BsonDocument> WithoutUuid =
        Where.Not(Where.Gte(MongoEntryDocument.Id, Guid.Empty.ToBson()) & Where.Lte(MongoEntryDocument.Id, Guid.AllBitsSet.ToBson()));

    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _orphans = [];
    private long _withoutUuid;

    public async Task<IReadOnlyList<StrayEntry>> ListAsync(int limit, CancellationToken cancellation)
    {
        var strays = new List<StrayEntry>();
        await foreach (IReadOnlyList<StrayEntry> page in refused.ReadAsync(cancellation))
        {
            HashSet<Guid> there = await ThereAsync([.. page.Select(stray => stray.EntryId)], cancellation);
            Dictionary<Guid, long> positions = await leaves.PositionsAsync(there, cancellation);
            strays.AddRange(page.Where(stray => there.Contains(stray.EntryId) && !positions.ContainsKey(stray.EntryId)));
            if (strays.Count >= limit)
            {
                return strays[..limit];
            }
        }

        // What was found while the sweep went on, and by the calls before, may be settled or erased by now.
        Guid[] found = await FindOrphansAsync(cancellation);
        IReadOnlyList<Guid> orphans = await sweep.AmongAsync(await ThereAsync(found, cancellation), cancellation);
        Forget(found.Except(orphans));
        strays.AddRange(orphans.Order().Select(id => new StrayEntry(id, Problem: null)));
        if (Interlocked.Read(ref _withoutUuid) is > 0 and var count)
        {
            strays.Add(new StrayEntry(Guid.Empty, $"{count} documents of the collection '{MongoEntryDocument.Collection}' have an _id that is no UUID."));
        }

        return strays.Count > limit ? strays[..limit] : strays;
    }

    public void Dispose() => sweep.Dispose();

    /// <summary>Goes on until the sweep rests. A call that is cancelled leaves what it has done to the next.</summary>
    private async Task<Guid[]> FindOrphansAsync(CancellationToken cancellation)
    {
        while (await sweep.StepAsync(cancellation) is { } found)
        {
            lock (_lock)
            {
                _orphans.UnionWith(found);
            }

            if (sweep.Rests)
            {
                Interlocked.Exchange(ref _withoutUuid, await entries.CountDocumentsAsync(WithoutUuid, cancellationToken: cancellation));
            }
        }

        lock (_lock)
        {
            return [.. _orphans];
        }
    }

    private void Forget(IEnumerable<Guid> known)
    {
        lock (_lock)
        {
            _orphans.ExceptWith(known);
        }
    }

    private async Task<HashSet<Guid>> ThereAsync(Guid[] ids, CancellationToken cancellation)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        List<BsonDocument> found = await entries.Find(Where.In(MongoEntryDocument.Id, ids.ToBson())).Project<BsonDocument>(OnlyId).ToListAsync(cancellation);
        return [.. found.Select(entry => entry[MongoEntryDocument.Id].ToId())];
    }
}
