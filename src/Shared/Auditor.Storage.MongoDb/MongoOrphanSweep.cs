using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Goes through all entries, some at a time, and finds those that have neither a position nor a refusal nor a mark: a writer that was
/// late beyond all measure inserted them, or somebody who is no writer, or somebody removed their mark. At the end it rests for a while.
/// </summary>
internal sealed class MongoOrphanSweep(
    IMongoCollection<BsonDocument> entries, MongoPendingMarks marks, MongoSettledEntries settled, TimeProvider time, TimeSpan rest) : IDisposable
{
    private const int EntriesAtOnce = 1000;

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly BsonDocument OnlyId = new(MongoEntryDocument.Id, 1);

    private readonly SemaphoreSlim _one = new(1);
    private BsonValue? _last;
    private DateTimeOffset? _ended;
    private volatile bool _woken;

    public bool Rests => !_woken && _ended is { } ended && time.GetUtcNow() - ended < rest;

    /// <summary>Lets a new round follow at once. One that is under way goes on first, so that frequent waking keeps none from its end.</summary>
    public void Wake() => _woken = true;

    /// <summary>Looks at the next entries. Null while it rests.</summary>
    public async Task<IReadOnlyList<Guid>?> StepAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (Rests)
            {
                return null;
            }

            if (_last is null)
            {
                _woken = false;
                _ended = null;
            }

            List<BsonDocument> found = await entries.Find(_last is null ? Where.Gte(MongoEntryDocument.Id, Guid.Empty.ToBson()) : Where.Gt(MongoEntryDocument.Id, _last))
                .Sort(new BsonDocument(MongoEntryDocument.Id, 1))
                .Limit(EntriesAtOnce)
                .Project<BsonDocument>(OnlyId)
                .ToListAsync(cancellation);
            Guid[] ids = [.. found.Select(entry => entry[MongoEntryDocument.Id].ToIdOrNull()).OfType<Guid>()];
            IReadOnlyList<Guid> orphans = await AmongAsync(ids, cancellation);
            bool atEnd = found.Count < EntriesAtOnce;
            _last = atEnd ? null : found[^1][MongoEntryDocument.Id];
            _ended = atEnd ? time.GetUtcNow() : null;

            return orphans;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// Those of these entries, which are in the store, that are neither settled nor marked. A mark is there before its entry is and goes
    /// after the entry is settled: who has no mark now, but was settled meanwhile, is seen by the second look.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> AmongAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellation)
    {
        Guid[] open = [.. entryIds.Except(await settled.AmongAsync(entryIds, cancellation))];
        if (open.Length > 0)
        {
            open = [.. open.Except(await marks.MarkedAsync(open, cancellation))];
        }

        return open.Length == 0 ? open : [.. open.Except(await settled.AmongAsync(open, cancellation))];
    }

    public void Dispose() => _one.Dispose();
}
