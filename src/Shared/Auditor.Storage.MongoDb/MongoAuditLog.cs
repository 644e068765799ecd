using Auditor.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>The audit log in MongoDB. Entries are inserted and never updated; the id of a document is the entry's.</summary>
public sealed class MongoAuditLog : IAuditLog, IAsyncDisposable
{
    private static readonly AggregateOptions OnDiskIfNeeded = new() { AllowDiskUse = true };

    private readonly MongoStore _store;

    private MongoAuditLog(MongoStore store) => _store = store;

    /// <summary>Connects and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task<MongoAuditLog> OpenAsync(string connection, CancellationToken cancellation) =>
        new(await MongoStore.OpenAsync(connection, "entries", MongoEntryDocument.Indexes, cancellation));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        EntryIds.Require(entries);
        return entries.Count == 0 ? Task.FromResult<IReadOnlyList<AppendResult>>([]) : _store.RunAsync(() => InsertAsync(entries, cancellation));
    }

    /// <inheritdoc/>
    public Task<AuditEntry?> FindAsync(Guid entryId, CancellationToken cancellation) =>
        _store.RunAsync(async () =>
            await _store.Documents.Find(ById(entryId)).FirstOrDefaultAsync(cancellation) is { } found ? MongoEntryDocument.ToEntry(found) : null);

    /// <inheritdoc/>
    public Task<AuditPage> QueryAsync(AuditQuery query, CancellationToken cancellation)
    {
        return _store.RunAsync(async () =>
        {
            List<BsonDocument> documents = await Find(query).ToListAsync(cancellation);
            AuditEntry[] entries = [.. documents.Take(query.Limit).Select(MongoEntryDocument.ToEntry)];
            return new AuditPage(entries, documents.Count > query.Limit ? new AuditCursor(entries[^1].OccurredAt, entries[^1].EntryId) : null);
        });
    }

    /// <inheritdoc/>
    public Task<AttestedPage> ReadAttestedAsync(AuditQuery query, CancellationToken cancellation) => _store.RunAsync(async () =>
    {
        var entries = new List<AttestedEntry>();
        AuditCursor? last = null;
        long bytes = 0;
        using IAsyncCursor<BsonDocument> batches = await Find(query).ToCursorAsync(cancellation);
        while (await batches.MoveNextAsync(cancellation))
        {
            foreach (BsonDocument document in batches.Current)
            {
                if (entries.Count == query.Limit || bytes >= AttestedPage.EnoughBytes)
                {
                    return new AttestedPage(entries, last);
                }

                AttestedEntry entry = MongoEntryDocument.ToAttested(document);
                entries.Add(entry);
                last = MongoEntryDocument.ToCursor(document);
                bytes += entry.Attested.Length;
            }
        }

        return new AttestedPage(entries, Next: null);
    });

    /// <inheritdoc/>
    public Task<long> CountAsync(AuditFilter filter, CancellationToken cancellation)
    {
        FilterDefinition<BsonDocument> condition = MongoEntryFilter.From(filter);
        return _store.RunAsync(() => _store.Documents.CountDocumentsAsync(condition, cancellationToken: cancellation));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FacetCount>> CountByAsync(AuditFilter filter, Facet facet, int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        PipelineDefinition<BsonDocument, BsonDocument> pipeline = MongoFacet.Pipeline(MongoEntryFilter.From(filter), facet, maximum);
        return _store.RunAsync<IReadOnlyList<FacetCount>>(async () =>
        {
            using IAsyncCursor<BsonDocument> groups = await _store.Documents.AggregateAsync(pipeline, OnDiskIfNeeded, cancellation);
            return [.. (await groups.ToListAsync(cancellation)).Select(group => MongoFacet.Read(group, facet))];
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>The documents of a page, and one more, which tells whether there is a next page.</summary>
    private IFindFluent<BsonDocument, BsonDocument> Find(AuditQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000, nameof(query));
        int direction = query.OldestFirst ? 1 : -1;
        return _store.Documents.Find(MongoEntryFilter.From(query.Filter, query.After, query.OldestFirst))
            .Sort(new BsonDocument { [MongoEntryDocument.OccurredAt] = direction, [MongoEntryDocument.Id] = direction })
            .Limit(query.Limit + 1);
    }

    private async Task<IReadOnlyList<AppendResult>> InsertAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        // Of one id in a batch the first is the one to insert. Not ordered: one that is there does not keep the others out.
        AuditEntry[] distinct = [.. entries.DistinctBy(entry => entry.EntryId)];
        var alreadyThere = new Dictionary<Guid, AuditEntry>();
        try
        {
            await _store.Documents.InsertManyAsync(
                distinct.Select(MongoEntryDocument.From),
                new InsertManyOptions { IsOrdered = false },
                cancellation);
        }
        catch (MongoBulkWriteException<BsonDocument> problem) when (OnlyDuplicates(problem))
        {
            foreach (BulkWriteError duplicate in problem.WriteErrors)
            {
                Guid id = distinct[duplicate.Index].EntryId;
                alreadyThere.Add(id, MongoEntryDocument.ToEntry(await _store.WaitForAsync(ById(id), cancellation)));
            }
        }

        return Results(entries, alreadyThere);
    }

    private static AppendResult[] Results(IReadOnlyList<AuditEntry> entries, Dictionary<Guid, AuditEntry> alreadyThere)
    {
        var results = new AppendResult[entries.Count];
        for (int i = 0; i < results.Length; i++)
        {
            AuditEntry given = entries[i];
            results[i] = alreadyThere.TryGetValue(given.EntryId, out AuditEntry? there)
                ? new AppendResult(there, AlreadyThere: true)
                : new AppendResult(given, AlreadyThere: false);
            alreadyThere.TryAdd(given.EntryId, given);
        }

        return results;
    }

    private static bool OnlyDuplicates(MongoBulkWriteException<BsonDocument> problem) =>
        problem.WriteConcernError is null && problem.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey);

    private static FilterDefinition<BsonDocument> ById(Guid entryId) => Builders<BsonDocument>.Filter.Eq(MongoEntryDocument.Id, entryId.ToBson());
}
