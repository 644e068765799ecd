using Auditor.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>The audit log in MongoDB. Entries are inserted and never updated; the id of a document is the entry's.</summary>
public sealed class MongoAuditLog : IAuditLog, IEntryFacts, IKnownCameras, IAsyncDisposable
{
    private static readonly AggregateOptions OnDiskIfNeeded = new() { AllowDiskUse = true };

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    /// <summary>From the index alone.</summary>
    private static readonly ProjectionDefinition<BsonDocument, BsonDocument> OnlyTime = new BsonDocument { [MongoEntryDocument.OccurredAt] = 1, [MongoEntryDocument.Id] = 0 };

    private readonly MongoStore _store;
    private readonly MongoPendingMarks _marks;
    private readonly MongoLeaves _leaves;
    private readonly EntrySealer? _seal;

    private MongoAuditLog(MongoStore store, EntrySealer? seal, TimeProvider time)
    {
        _store = store;
        _marks = new MongoPendingMarks(store.Beside(MongoPendingMarks.Collection), time);
        _leaves = new MongoLeaves(store.Beside(MongoLeaves.Collection));
        _seal = seal;
    }

    /// <summary>Connects and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="seal">Seals what is appended; null for a store that is only read, or that no sequencer works on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static Task<MongoAuditLog> OpenAsync(string connection, EntrySealer? seal, CancellationToken cancellation) =>
        OpenAsync(connection, seal, TimeProvider.System, cancellation);

    /// <inheritdoc cref="OpenAsync(string, EntrySealer?, CancellationToken)"/>
    public static Task<MongoAuditLog> OpenAsync(string connection, CancellationToken cancellation) => OpenAsync(connection, seal: null, cancellation);

    /// <inheritdoc cref="OpenAsync(string, EntrySealer?, CancellationToken)"/>
    internal static async Task<MongoAuditLog> OpenAsync(string connection, EntrySealer? seal, TimeProvider time, CancellationToken cancellation)
    {
        MongoStore store = await MongoStore.OpenAsync(connection, MongoEntryDocument.Collection, MongoEntryDocument.Indexes, cancellation);
        try
        {
            await store.IndexAsync(MongoPendingMarks.Collection, MongoPendingMarks.Indexes, cancellation);
            await store.IndexAsync(MongoLeaves.Collection, MongoLeaves.Indexes, cancellation);
            return new MongoAuditLog(store, seal, time);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        EntryIds.Require(entries);
        if (entries.Count == 0)
        {
            return Task.FromResult<IReadOnlyList<AppendResult>>([]);
        }

        // Of one id in a batch the first is the one to insert.
        AuditEntry[] distinct = [.. entries.DistinctBy(entry => entry.EntryId)];
        BsonDocument[] documents = [.. distinct.Select(ToDocument)];
        return _store.RunAsync<IReadOnlyList<AppendResult>>(async () => Results(entries, await InsertAsync(distinct, documents, cancellation)));
    }

    /// <inheritdoc/>
    public Task<AuditEntry?> FindAsync(Guid entryId, CancellationToken cancellation) =>
        _store.RunAsync(async () =>
            await _store.Documents.Find(ById(entryId)).FirstOrDefaultAsync(cancellation) is { } found ? (await ToEntriesAsync([found], cancellation))[0] : null);

    /// <inheritdoc/>
    public Task<AuditPage> QueryAsync(AuditQuery query, CancellationToken cancellation)
    {
        return _store.RunAsync(async () =>
        {
            using IAsyncCursor<BsonDocument> found = await FindAsync(query, cancellation);
            List<BsonDocument> documents = await found.ToListAsync(cancellation);
            AuditEntry[] entries = await ToEntriesAsync([.. documents.Take(query.Limit)], cancellation);
            return new AuditPage(entries, documents.Count > query.Limit ? new AuditCursor(entries[^1].OccurredAt, entries[^1].EntryId) : null);
        });
    }

    /// <inheritdoc/>
    public Task<AttestedPage> ReadAttestedAsync(AuditQuery query, CancellationToken cancellation) => _store.RunAsync(async () =>
    {
        var documents = new List<BsonDocument>();
        long bytes = 0;
        bool more = false;
        using IAsyncCursor<BsonDocument> batches = await FindAsync(query, cancellation);
        while (!more && await batches.MoveNextAsync(cancellation))
        {
            foreach (BsonDocument document in batches.Current)
            {
                more = documents.Count == query.Limit || bytes >= AttestedPage.EnoughBytes;
                if (more)
                {
                    break;
                }

                documents.Add(document);
                bytes += MongoEntryDocument.BytesOf(document, MongoEntryDocument.Body).Length;
            }
        }

        Dictionary<Guid, long> positions = await _leaves.PositionsAsync([.. documents.Select(document => document[MongoEntryDocument.Id].ToId())], cancellation);
        return new AttestedPage(
            [.. documents.Select(document => MongoEntryDocument.ToAttested(document, positions))],
            more ? MongoEntryDocument.ToCursor(documents[^1]) : null);
    });

    /// <inheritdoc/>
    public Task<long> CountAsync(AuditFilter filter, CancellationToken cancellation)
    {
        if (!MongoEntryFilter.NeedsAnswers(filter))
        {
            return _store.RunAsync(() => _store.Documents.CountDocumentsAsync(MongoEntryFilter.From(filter), cancellationToken: cancellation));
        }

        PipelineDefinition<BsonDocument, AggregateCountResult> pipeline = MongoEntryFilter.Pipeline(filter).Count();
        return _store.RunAsync(async () =>
        {
            using IAsyncCursor<AggregateCountResult> counted = await _store.Documents.AggregateAsync(pipeline, OnDiskIfNeeded, cancellation);
            return await counted.FirstOrDefaultAsync(cancellation) is { } count ? count.Count : 0;
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FacetCount>> CountByAsync(AuditFilter filter, Facet facet, int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        PipelineDefinition<BsonDocument, BsonDocument> pipeline = MongoFacet.Pipeline(filter, facet, maximum);
        return _store.RunAsync<IReadOnlyList<FacetCount>>(async () =>
        {
            using IAsyncCursor<BsonDocument> groups = await _store.Documents.AggregateAsync(pipeline, OnDiskIfNeeded, cancellation);
            return [.. (await groups.ToListAsync(cancellation)).Select(group => MongoFacet.Read(group, facet))];
        });
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset> EndOfStretchAsync(DateTimeOffset from, DateTimeOffset to, int entries, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        return _store.RunAsync(async () =>
        {
            BsonDocument? behind = await InOrder(from, to).Skip(entries).Limit(1).Project(OnlyTime).FirstOrDefaultAsync(cancellation);
            return behind is null ? to : new DateTimeOffset(Math.Max(behind[MongoEntryDocument.OccurredAt].ToTime().UtcTicks, from.UtcTicks + 1), TimeSpan.Zero);
        });
    }

    /// <inheritdoc/>
    public Task ReadAsync(DateTimeOffset from, DateTimeOffset to, Action<EntryFacts> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(take);
        return _store.RunAsync(async () =>
        {
            var facts = new MongoEntryFacts();
            using IAsyncCursor<BsonDocument> batches = await InOrder(from, to).ToCursorAsync(cancellation);
            while (await batches.MoveNextAsync(cancellation))
            {
                foreach (BsonDocument document in batches.Current)
                {
                    take(facts.At(document));
                }
            }

            return true;
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CameraRef>> FindCamerasAsync(string part, int most, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        return _store.RunAsync(() => MongoKnownCameras.FindAsync(_store.Documents, part, most, cancellation));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>The documents of a page, and one more, which tells whether there is a next page.</summary>
    private Task<IAsyncCursor<BsonDocument>> FindAsync(AuditQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000, nameof(query));
        int direction = query.OldestFirst ? 1 : -1;
        var order = new BsonDocument { [MongoEntryDocument.OccurredAt] = direction, [MongoEntryDocument.Id] = direction };
        FilterDefinition<BsonDocument> condition = MongoEntryFilter.From(query.Filter, query.After, query.OldestFirst);
        return MongoEntryFilter.NeedsAnswers(query.Filter)
            // Looked up in order, so that no more are looked up than the page takes.
            ? _store.Documents.AggregateAsync(
                MongoEntryFilter.Unanswered(new EmptyPipelineDefinition<BsonDocument>().Match(condition).Sort(order)).Limit(query.Limit + 1), OnDiskIfNeeded, cancellation)
            : _store.Documents.Find(condition).Sort(order).Limit(query.Limit + 1).ToCursorAsync(cancellation);
    }

    private IFindFluent<BsonDocument, BsonDocument> InOrder(DateTimeOffset from, DateTimeOffset to) =>
        _store.Documents.Find(MongoEntryFilter.From(new AuditFilter { From = from, To = to }))
            .Sort(new BsonDocument { [MongoEntryDocument.OccurredAt] = 1, [MongoEntryDocument.Id] = 1 });

    private BsonDocument ToDocument(AuditEntry entry)
    {
        byte[] body = EntryBody.Of(entry);
        return MongoEntryDocument.From(entry, body, _seal?.Invoke(body) ?? []);
    }

    /// <returns>Those that the log had already.</returns>
    private async Task<Dictionary<Guid, AuditEntry>> InsertAsync(AuditEntry[] entries, BsonDocument[] documents, CancellationToken cancellation)
    {
        // First of all the mark, so that no entry is ever there that a sequencer does not find. One that is in vain does no harm.
        Task marked = _marks.AddAsync(entries.Select(entry => entry.EntryId), cancellation);
        Task<Dictionary<Guid, long>> sequenced = _leaves.PositionsAsync([.. entries.Select(entry => entry.EntryId)], cancellation);
        await Task.WhenAll(marked, sequenced);
        Dictionary<Guid, long> positions = await sequenced;
        Dictionary<Guid, AuditEntry> alreadyThere = await FindSequencedAsync([.. entries.Where(entry => positions.ContainsKey(entry.EntryId))], positions, cancellation);
        BsonDocument[] insert = [.. documents.Where((_, i) => !positions.ContainsKey(entries[i].EntryId))];
        if (insert.Length == 0)
        {
            return alreadyThere;
        }

        try
        {
            // Not ordered: one that is there does not keep the others out.
            await _store.Documents.InsertManyAsync(insert, new InsertManyOptions { IsOrdered = false }, cancellation);
        }
        catch (MongoBulkWriteException<BsonDocument> problem) when (problem.IsDuplicate())
        {
            foreach (BulkWriteError duplicate in problem.WriteErrors)
            {
                Guid id = insert[duplicate.Index][MongoEntryDocument.Id].ToId();
                BsonDocument there = await _store.WaitForAsync(ById(id), cancellation);
                alreadyThere.Add(id, (await ToEntriesAsync([there], cancellation))[0]);
            }
        }

        return alreadyThere;
    }

    /// <summary>
    /// What has a position was appended once. Where it is not there any more it was erased, and giving it again must not bring it back;
    /// then the entry given stands for it.
    /// </summary>
    private async Task<Dictionary<Guid, AuditEntry>> FindSequencedAsync(
        AuditEntry[] given, Dictionary<Guid, long> positions, CancellationToken cancellation)
    {
        if (given.Length == 0)
        {
            return [];
        }

        var entries = given.ToDictionary(entry => entry.EntryId, entry => entry with { Position = positions[entry.EntryId] });
        foreach (BsonDocument there in await _store.Documents.Find(Where.In(MongoEntryDocument.Id, entries.Keys.ToBson())).ToListAsync(cancellation))
        {
            Guid id = there[MongoEntryDocument.Id].ToId();
            entries[id] = MongoEntryDocument.ToEntry(there, positions[id]);
        }

        return entries;
    }

    /// <summary>The entries of documents, with the positions that they have now.</summary>
    private async Task<AuditEntry[]> ToEntriesAsync(IReadOnlyCollection<BsonDocument> documents, CancellationToken cancellation)
    {
        Guid[] ids = [.. documents.Select(document => document[MongoEntryDocument.Id].ToIdOrNull()).OfType<Guid>()];
        Dictionary<Guid, long> positions = await _leaves.PositionsAsync(ids, cancellation);
        return
        [
            .. documents.Select(document => MongoEntryDocument.ToEntry(
                document,
                document[MongoEntryDocument.Id].ToIdOrNull() is { } id && positions.TryGetValue(id, out long position) ? position : null)),
        ];
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

    private static FilterDefinition<BsonDocument> ById(Guid entryId) => Where.Eq(MongoEntryDocument.Id, entryId.ToBson());
}
