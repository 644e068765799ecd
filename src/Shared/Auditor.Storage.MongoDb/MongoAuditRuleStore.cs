using Auditor.Wire;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// The audit rules and their history in MongoDB, one document a change. Two unique keys do what a lock would: one change for one version
/// of a rule, and one for a revision.
/// </summary>
public sealed class MongoAuditRuleStore : IAuditRuleStore, IAsyncDisposable
{
    private const string Id = "_id";
    private const string RuleId = "ruleId";
    private const string Version = "version";
    private const string Revision = "revision";
    private const string Announced = "announced";
    private const string Body = "body";

    /// <summary>Each lost race means that somebody else's change was stored, so this many are lost only by something else.</summary>
    private const int MaximumTries = 200;

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    private static readonly CreateIndexModel<BsonDocument>[] Indexes =
    [
        new(new BsonDocument { [RuleId] = 1, [Version] = -1 }, new CreateIndexOptions { Unique = true }),
        new(new BsonDocument(Revision, 1), new CreateIndexOptions { Unique = true }),
        new(new BsonDocument { [Announced] = 1, [Revision] = 1 }),
    ];

    private readonly MongoStore _store;

    private MongoAuditRuleStore(MongoStore store) => _store = store;

    /// <summary>Connects and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task<MongoAuditRuleStore> OpenAsync(string connection, CancellationToken cancellation) =>
        new(await MongoStore.OpenAsync(connection, "auditRuleChanges", Indexes, cancellation));

    /// <inheritdoc/>
    public Task<AuditRuleSet> LoadAsync(CancellationToken cancellation) => _store.RunAsync(async () =>
    {
        // A running aggregation may see a later change and miss an earlier one. Up to a revision that was there before it began, none is missing.
        long revision = await LatestRevisionAsync(cancellation);
        PipelineDefinition<BsonDocument, BsonDocument> latest = new EmptyPipelineDefinition<BsonDocument>()
            .Match(Where.Lte(Revision, revision))
            .Sort(new BsonDocument { [RuleId] = 1, [Version] = -1 })
            .Group<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument { [Id] = "$" + RuleId, [Body] = new BsonDocument("$first", "$" + Body) });
        using IAsyncCursor<BsonDocument> changes = await _store.Documents.AggregateAsync(latest, new AggregateOptions { AllowDiskUse = true }, cancellation);
        return RuleHistory.ToRules([.. (await changes.ToListAsync(cancellation)).Select(Read)]);
    });

    /// <inheritdoc/>
    public Task<long> RevisionAsync(CancellationToken cancellation) => _store.RunAsync(() => LatestRevisionAsync(cancellation));

    /// <inheritdoc/>
    public Task<RuleChangeResult> ChangeAsync(AuditRuleChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _store.RunAsync(async () =>
        {
            for (int tries = 0; tries < MaximumTries; tries++)
            {
                if (await TryChangeAsync(change, cancellation) is { } result)
                {
                    return result;
                }

                // Others race for the same revision; apart from each other they get on.
                await Task.Delay(Random.Shared.Next(1, 20), cancellation);
            }

            throw new TimeoutException($"The change {change.ChangeId} lost the race for a revision {MaximumTries} times.");
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditRuleChange>> HistoryAsync(Guid ruleId, CancellationToken cancellation) =>
        ListAsync(Where.Eq(RuleId, ruleId.ToBson()), new BsonDocument(Version, -1), limit: null, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditRuleChange>> UnannouncedAsync(int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        return ListAsync(Where.Eq(Announced, false), new BsonDocument(Revision, 1), maximum, cancellation);
    }

    /// <inheritdoc/>
    public Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) =>
        _store.RunAsync(() => _store.Documents.UpdateOneAsync(
            Where.Eq(Id, changeId.ToBson()),
            Builders<BsonDocument>.Update.Set(Announced, true),
            cancellationToken: cancellation));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Null when another change came between the looking and the adding.</summary>
    private async Task<RuleChangeResult?> TryChangeAsync(AuditRuleChange change, CancellationToken cancellation)
    {
        // In this order: were this very change added by somebody else after the first look, the second one finds it.
        BsonDocument? latest = await _store.Documents.Find(Where.Eq(RuleId, change.RuleId.ToBson()))
            .Sort(new BsonDocument(Version, -1))
            .FirstOrDefaultAsync(cancellation);
        BsonDocument? stored = await _store.Documents.Find(Where.Eq(Id, change.ChangeId.ToBson())).FirstOrDefaultAsync(cancellation);
        if (stored is not null)
        {
            return new RuleChangeResult(Stored: true, Read(stored));
        }

        if ((latest?[Version].ToInt64() ?? 0) != change.Version - 1)
        {
            return new RuleChangeResult(Stored: false, latest is null ? null : Read(latest));
        }

        AuditRuleChange added = change with { Revision = await LatestRevisionAsync(cancellation) + 1 };
        try
        {
            await _store.Documents.InsertOneAsync(ToDocument(added), cancellationToken: cancellation);
            return new RuleChangeResult(Stored: true, added);
        }
        catch (MongoWriteException problem) when (problem.IsDuplicate())
        {
            return null;
        }
    }

    private async Task<long> LatestRevisionAsync(CancellationToken cancellation)
    {
        BsonDocument? latest = await _store.Documents.Find(Where.Empty)
            .Sort(new BsonDocument(Revision, -1))
            .Project<BsonDocument>(new BsonDocument { [Revision] = 1, [Id] = 0 })
            .FirstOrDefaultAsync(cancellation);
        return latest?[Revision].ToInt64() ?? 0;
    }

    private Task<IReadOnlyList<AuditRuleChange>> ListAsync(
        FilterDefinition<BsonDocument> filter,
        BsonDocument order,
        int? limit,
        CancellationToken cancellation) =>
        _store.RunAsync<IReadOnlyList<AuditRuleChange>>(async () =>
        {
            List<BsonDocument> documents = await _store.Documents.Find(filter).Sort(order).Limit(limit).ToListAsync(cancellation);
            return [.. documents.Select(Read)];
        });

    private static BsonDocument ToDocument(AuditRuleChange change) => new()
    {
        [Id] = change.ChangeId.ToBson(),
        [RuleId] = change.RuleId.ToBson(),
        [Version] = change.Version,
        [Revision] = change.Revision,
        [Announced] = false,
        [Body] = WireFormat.SerializeToText(change),
    };

    private static AuditRuleChange Read(BsonDocument document) => WireFormat.Deserialize<AuditRuleChange>(document[Body].AsString);
}
