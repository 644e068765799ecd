using Auditor.Wire;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// The subscriptions, their history and their deliveries in MongoDB. Changes and what people asked without changing anything are one
/// document each in one collection; each is a step of its subscription. Two unique keys do what a lock would: one document for one step of
/// a subscription, and one change for a revision. A request that passes an entry over is the change itself, numbered by its step.
/// </summary>
public sealed class MongoSubscriptionStore : ISubscriptionStore, IAsyncDisposable
{
    private const string Id = "_id";
    private const string SubscriptionId = "subscriptionId";
    private const string Step = "step";
    private const string Version = "version";
    private const string Revision = "revision";
    private const string NameKey = "nameKey";
    private const string Announced = "announced";
    private const string Asks = "asks";
    private const string SkipPosition = "skipPosition";
    private const string Body = "body";

    /// <summary>Each lost race means that somebody else's was stored, so this many are lost only by something else.</summary>
    private const int MaximumTries = 200;

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly FilterDefinition<BsonDocument> IsChange = Where.Gt(Revision, 0L);

    private static readonly CreateIndexModel<BsonDocument>[] Indexes =
    [
        new(new BsonDocument { [SubscriptionId] = 1, [Step] = -1 }, new CreateIndexOptions { Unique = true }),
        // Sparse: what changes nothing has no revision.
        new(new BsonDocument(Revision, 1), new CreateIndexOptions { Unique = true, Sparse = true }),
        new(new BsonDocument { [Announced] = 1, [Revision] = 1 }),
        new(new BsonDocument(NameKey, 1)),
    ];

    private readonly MongoStore _store;
    private readonly MongoDeliveries _deliveries;

    private MongoSubscriptionStore(MongoStore store)
    {
        _store = store;
        _deliveries = new MongoDeliveries(store.Beside(MongoDeliveries.Collection));
    }

    /// <summary>Connects and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task<MongoSubscriptionStore> OpenAsync(string connection, CancellationToken cancellation) =>
        new(await MongoStore.OpenAsync(connection, "subscriptionSteps", Indexes, cancellation));

    /// <inheritdoc/>
    public Task<SubscriptionSet> LoadAsync(CancellationToken cancellation) => _store.RunAsync(async () =>
    {
        // A running aggregation may see a later change and miss an earlier one. Up to a revision that was there before it began, none is missing.
        long revision = await LatestRevisionAsync(cancellation);
        PipelineDefinition<BsonDocument, BsonDocument> latest = new EmptyPipelineDefinition<BsonDocument>()
            .Match(IsChange & Where.Lte(Revision, revision))
            .Sort(new BsonDocument { [SubscriptionId] = 1, [Step] = -1 })
            .Group<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument { [Id] = "$" + SubscriptionId, [Body] = new BsonDocument("$first", "$" + Body) });
        using IAsyncCursor<BsonDocument> changes = await _store.Documents.AggregateAsync(latest, new AggregateOptions { AllowDiskUse = true }, cancellation);
        return SubscriptionHistory.ToSubscriptions([.. (await changes.ToListAsync(cancellation)).Select(Read)]);
    });

    /// <inheritdoc/>
    public Task<long> RevisionAsync(CancellationToken cancellation) => _store.RunAsync(() => LatestRevisionAsync(cancellation));

    /// <inheritdoc/>
    public Task<SubscriptionChangeResult> ChangeAsync(SubscriptionChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        return RaceAsync(() => TryChangeAsync(change, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SubscriptionChange>> HistoryAsync(Guid subscriptionId, CancellationToken cancellation) =>
        ListAsync(Where.Eq(SubscriptionId, subscriptionId.ToBson()) & IsChange, new BsonDocument(Step, -1), limit: null, Read, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SubscriptionChange>> UnannouncedAsync(int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        return ListAsync(Where.Eq(Announced, false), new BsonDocument(Revision, 1), maximum, Read, cancellation);
    }

    /// <inheritdoc/>
    public Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) =>
        _store.RunAsync(() => _store.Documents.UpdateOneAsync(
            Where.Eq(Id, changeId.ToBson()), Builders<BsonDocument>.Update.Set(Announced, true), cancellationToken: cancellation));

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeliveryProgress>> ListProgressAsync(CancellationToken cancellation) => _store.RunAsync(() => _deliveries.ListAsync(cancellation));

    /// <inheritdoc/>
    public Task SaveProgressAsync(DeliveryLease lease, DeliveryProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(progress);
        return progress.SubscriptionId == lease.SubscriptionId
            ? _store.RunAsync(() => _deliveries.SaveAsync(lease, progress, cancellation))
            : throw new ArgumentException("It is the progress of another subscription.", nameof(progress));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveryLease>> TakeLeasesAsync(
        IReadOnlyCollection<Guid> subscriptions, string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        return subscriptions.Count == 0 ? [] : await _store.RunAsync(() => _deliveries.TakeAsync(subscriptions, holder, now, duration, cancellation));
    }

    /// <inheritdoc/>
    public Task ReleaseLeasesAsync(IReadOnlyCollection<DeliveryLease> leases, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return _store.RunAsync(() => _deliveries.ReleaseAsync(leases, cancellation));
    }

    /// <inheritdoc/>
    public Task RequestRetryAsync(Guid subscriptionId, CancellationToken cancellation)
    {
        var request = new BsonDocument { [Id] = Guid.CreateVersion7().ToBson(), [SubscriptionId] = subscriptionId.ToBson(), [Asks] = true };
        return RaceAsync(
            async () =>
            {
                request[Step] = await LatestStepAsync(subscriptionId, cancellation) + 1;
                return await TryInsertAsync(request, cancellation) ? request : null;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeliveryRequest>> RequestsAsync(Guid subscriptionId, long after, CancellationToken cancellation) =>
        ListAsync(
            Where.Eq(SubscriptionId, subscriptionId.ToBson()) & Where.Gt(Step, after) & Where.Eq(Asks, true),
            new BsonDocument(Step, 1),
            limit: null,
            document => new DeliveryRequest(document[Step].ToInt64(), document.TryGetValue(SkipPosition, out BsonValue position) ? position.ToInt64() : null),
            cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Tries until nobody else came between the looking and the adding.</summary>
    private Task<T> RaceAsync<T>(Func<Task<T?>> attempt, CancellationToken cancellation)
        where T : class =>
        _store.RunAsync(async () =>
        {
            for (int tries = 0; tries < MaximumTries; tries++)
            {
                if (await attempt() is { } result)
                {
                    return result;
                }

                // Others race for the same; apart from each other they get on.
                await Task.Delay(Random.Shared.Next(1, 20), cancellation);
            }

            throw new TimeoutException($"The race for the next step or revision was lost {MaximumTries} times.");
        });

    /// <summary>Null when another came between the looking and the adding.</summary>
    private async Task<SubscriptionChangeResult?> TryChangeAsync(SubscriptionChange change, CancellationToken cancellation)
    {
        // In this order: what is added after the first two looks has taken the revision or the step that this change would get.
        long revision = await LatestRevisionAsync(cancellation);
        long step = await LatestStepAsync(change.SubscriptionId, cancellation);
        BsonDocument? latest = await LatestAsync(change.SubscriptionId.ToBson(), cancellation);
        BsonDocument? stored = await _store.Documents.Find(Where.Eq(Id, change.ChangeId.ToBson())).FirstOrDefaultAsync(cancellation);
        if (stored is not null)
        {
            return new SubscriptionChangeResult(Stored: true, Read(stored));
        }

        SubscriptionChange? there = latest is null ? null : Read(latest);
        if ((there?.Version ?? 0) != change.Version - 1)
        {
            return new SubscriptionChangeResult(Stored: false, there);
        }

        if (change.NameKey() is { } name && await OwnerOfAsync(name, change.SubscriptionId, cancellation) is { } other)
        {
            return new SubscriptionChangeResult(Stored: false, there, NameTakenBy: other);
        }

        SubscriptionChange added = change with { Revision = revision + 1 };
        return await TryInsertAsync(ToDocument(added, step + 1), cancellation) ? new SubscriptionChangeResult(Stored: true, added) : null;
    }

    /// <summary>Whose latest version has the name, if another's has.</summary>
    private async Task<Guid?> OwnerOfAsync(string name, Guid except, CancellationToken cancellation)
    {
        List<BsonDocument> had = await _store.Documents.Find(Where.Eq(NameKey, name) & Where.Ne(SubscriptionId, except.ToBson()))
            .Project(new BsonDocument(SubscriptionId, 1))
            .ToListAsync(cancellation);
        foreach (BsonValue id in had.Select(document => document[SubscriptionId]).Distinct())
        {
            if ((await LatestAsync(id, cancellation))?[NameKey].ToText() == name)
            {
                return id.ToId();
            }
        }

        return null;
    }

    private async Task<bool> TryInsertAsync(BsonDocument document, CancellationToken cancellation)
    {
        try
        {
            await _store.Documents.InsertOneAsync(document, cancellationToken: cancellation);
            return true;
        }
        catch (MongoWriteException problem) when (problem.IsDuplicate())
        {
            return false;
        }
    }

    private Task<BsonDocument?> LatestAsync(BsonValue subscriptionId, CancellationToken cancellation) =>
        _store.Documents.Find(Where.Eq(SubscriptionId, subscriptionId) & IsChange).Sort(new BsonDocument(Step, -1)).FirstOrDefaultAsync(cancellation)!;

    private Task<long> LatestStepAsync(Guid subscriptionId, CancellationToken cancellation) =>
        HighestAsync(Where.Eq(SubscriptionId, subscriptionId.ToBson()), Step, cancellation);

    private Task<long> LatestRevisionAsync(CancellationToken cancellation) => HighestAsync(IsChange, Revision, cancellation);

    private async Task<long> HighestAsync(FilterDefinition<BsonDocument> among, string field, CancellationToken cancellation)
    {
        BsonDocument? highest = await _store.Documents.Find(among)
            .Sort(new BsonDocument(field, -1))
            .Project<BsonDocument>(new BsonDocument { [field] = 1, [Id] = 0 })
            .FirstOrDefaultAsync(cancellation);
        return highest?[field].ToInt64() ?? 0;
    }

    private Task<IReadOnlyList<T>> ListAsync<T>(
        FilterDefinition<BsonDocument> filter, BsonDocument order, int? limit, Func<BsonDocument, T> read, CancellationToken cancellation) =>
        _store.RunAsync<IReadOnlyList<T>>(async () =>
            [.. (await _store.Documents.Find(filter).Sort(order).Limit(limit).ToListAsync(cancellation)).Select(read)]);

    private static BsonDocument ToDocument(SubscriptionChange change, long step)
    {
        var document = new BsonDocument
        {
            [Id] = change.ChangeId.ToBson(),
            [SubscriptionId] = change.SubscriptionId.ToBson(),
            [Step] = step,
            [Version] = change.Version,
            [Revision] = change.Revision,
            [NameKey] = change.NameKey().ToBson(),
            [Announced] = false,
            [Body] = WireFormat.SerializeToText(change),
        };
        if (change is { Kind: SubscriptionChangeKind.Skipped, Position: { } position })
        {
            document[Asks] = true;
            document[SkipPosition] = position;
        }

        return document;
    }

    private static SubscriptionChange Read(BsonDocument document) => WireFormat.Deserialize<SubscriptionChange>(document[Body].AsString);
}
