using Auditor.Wire;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Client sessions in MongoDB, one document each, and the bookmark beside them under an id that no session has. Without transactions over
/// several documents: sessions first, each under its revision, then the bookmark. Who ends between them begins again from the bookmark,
/// and the sessions pass over what they have had.
/// </summary>
public sealed class MongoClientSessionStore : IClientSessionStore, IAsyncDisposable
{
    private const string Id = "_id";
    private const string Revision = "revision";
    private const string FirstSeen = "firstSeen";
    private const string LastSeen = "lastSeen";
    private const string Standing = "standing";
    private const string UntoldSince = "untoldSince";
    private const string Unrecorded = "unrecorded";
    private const string WaitedFor = "waitedFor";
    private const string OpenGaps = "openGaps";
    private const string FilledGaps = "filledGaps";
    private const string LastMissedAt = "lastMissedAt";
    private const string Body = "body";
    private const string Position = "position";
    private const string FirstHeard = "firstHeard";
    private const double MostCounted = 9_007_199_254_740_991;

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    /// <summary>The bookmark has none of the fields that sessions are found by. No all-zero id: the driver takes that for none and makes one.</summary>
    private static readonly BsonString BookmarkId = new("bookmark");

    private static readonly CreateIndexModel<BsonDocument>[] Indexes =
    [
        new(new BsonDocument { [FirstSeen] = 1, [Id] = 1 }),
        new(new BsonDocument { [Standing] = 1, [FirstSeen] = 1, [Id] = 1 }),
        new(new BsonDocument { [Standing] = 1, [LastSeen] = 1 }),
        new(new BsonDocument { [UntoldSince] = 1 }, new CreateIndexOptions { Sparse = true }),
        new(new BsonDocument { [Unrecorded] = 1 }),
        new(new BsonDocument { [OpenGaps] = 1, [LastMissedAt] = 1 }),
    ];

    private readonly MongoStore _store;

    private MongoClientSessionStore(MongoStore store) => _store = store;

    /// <summary>Connects and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task<MongoClientSessionStore> OpenAsync(string connection, CancellationToken cancellation) =>
        new(await MongoStore.OpenAsync(connection, "clientSessions", Indexes, cancellation));

    /// <inheritdoc/>
    public Task<LogBookmark> ReadBookmarkAsync(CancellationToken cancellation) =>
        _store.RunAsync(async () =>
            await _store.Documents.Find(Where.Eq(Id, BookmarkId)).FirstOrDefaultAsync(cancellation) is { } kept
                ? new LogBookmark(kept[Position].AsInt64, TimeOf(kept, FirstHeard), kept[Revision].AsInt64)
                : new LogBookmark(0, FirstHeard: null, 0));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> FindAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sessionIds);
        return ListAsync(Where.In(Id, sessionIds.Select(id => id.ToBson())), [], limit: null, cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> SaveAsync(IReadOnlyList<ClientSession> sessions, LogBookmark bookmark, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(bookmark);
        return _store.RunAsync(async () =>
        {
            foreach (ClientSession session in sessions)
            {
                if (!await ReplaceAsync(Write(session), session.Revision, cancellation))
                {
                    return false;
                }
            }

            var moved = new BsonDocument { [Id] = BookmarkId, [Revision] = bookmark.Revision + 1, [Position] = bookmark.Position };
            Set(moved, FirstHeard, bookmark.FirstHeard);
            return await ReplaceAsync(moved, bookmark.Revision, cancellation);
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListUntoldAsync(DateTimeOffset knownUntil, int limit, CancellationToken cancellation) =>
        ListAsync(Where.Lte(UntoldSince, knownUntil.ToBson()), new BsonDocument { [UntoldSince] = 1 }, limit, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListQuietAsync(DateTimeOffset seenUntil, int limit, CancellationToken cancellation) =>
        ListAsync(
            Where.Eq(Standing, nameof(SessionStanding.Running)) & Where.Lte(LastSeen, seenUntil.ToBson()),
            new BsonDocument { [LastSeen] = 1 },
            limit,
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListUnrecordedAsync(int limit, CancellationToken cancellation) =>
        ListAsync(Where.Gt(Unrecorded, 0L), [], limit, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListWithOpenGapsAsync(int limit, CancellationToken cancellation) =>
        ListAsync(Where.Gt(OpenGaps, 0L), new BsonDocument { [LastMissedAt] = -1 }, limit, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListAsync(
        SessionStanding? standing, int limit, ClientSessionCursor? after, CancellationToken cancellation)
    {
        FilterDefinition<BsonDocument> filter = standing is null ? Where.Exists(FirstSeen) : Where.Eq(Standing, standing.ToString());
        if (after is not null)
        {
            BsonInt64 time = after.FirstSeen.ToBson();
            filter &= Where.Lte(FirstSeen, time) & (Where.Lt(FirstSeen, time) | Where.Lt(Id, after.SessionId.ToBson()));
        }

        return ListAsync(filter, new BsonDocument { [FirstSeen] = -1, [Id] = -1 }, limit, cancellation);
    }

    /// <inheritdoc/>
    public Task<CompletenessSummary> SummarizeAsync(CancellationToken cancellation) =>
        _store.RunAsync(async () =>
        {
            var group = new BsonDocument
            {
                [Id] = BsonNull.Value,
                ["sessions"] = new BsonDocument("$sum", 1L),
                ["silent"] = new BsonDocument(
                    "$sum",
                    new BsonDocument("$cond", new BsonArray { new BsonDocument("$eq", new BsonArray { "$" + Standing, nameof(SessionStanding.Silent) }), 1L, 0L })),
                [OpenGaps] = new BsonDocument("$sum", "$" + OpenGaps),
                [FilledGaps] = new BsonDocument("$sum", "$" + FilledGaps),
                [LastMissedAt] = new BsonDocument("$max", "$" + LastMissedAt),
                [WaitedFor] = new BsonDocument("$sum", "$" + WaitedFor),
            };
            BsonDocument? sums = await _store.Documents.Aggregate().Match(Where.Exists(FirstSeen)).Group<BsonDocument>(group).FirstOrDefaultAsync(cancellation);
            return sums is null
                ? new CompletenessSummary(0, 0, 0, 0, LastMissedAt: null, 0)
                : new CompletenessSummary(
                    sums["sessions"].ToInt64(),
                    sums["silent"].ToInt64(),
                    sums[OpenGaps].ToInt64(),
                    sums[FilledGaps].ToInt64(),
                    TimeOf(sums, LastMissedAt),
                    (long)Math.Min(sums[WaitedFor].ToDouble(), MostCounted));
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static BsonDocument Write(ClientSession session)
    {
        var document = new BsonDocument
        {
            [Id] = session.SessionId.ToBson(),
            [Revision] = session.Revision + 1,
            [FirstSeen] = session.FirstSeen.ToBson(),
            [LastSeen] = session.LastSeen.ToBson(),
            [Standing] = session.Standing.ToString(),
            [Unrecorded] = (long)session.Unrecorded.Count,
            [WaitedFor] = (double)session.WaitedFor,
            [OpenGaps] = session.OpenGaps,
            [FilledGaps] = session.FilledGaps,
            [Body] = new BsonBinaryData(WireFormat.Serialize(session)),
        };
        Set(document, UntoldSince, session.UntoldSince);
        Set(document, LastMissedAt, session.LastMissedAt);
        return document;
    }

    private static ClientSession Read(BsonDocument document) =>
        WireFormat.Deserialize<ClientSession>(document[Body].AsByteArray) with { Revision = document[Revision].AsInt64 };

    private static void Set(BsonDocument document, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            document[name] = known.ToBson();
        }
    }

    private static DateTimeOffset? TimeOf(BsonDocument document, string name) =>
        document.TryGetValue(name, out BsonValue? time) && !time.IsBsonNull ? time.ToTime() : null;

    /// <returns>False when another revision is there.</returns>
    private async Task<bool> ReplaceAsync(BsonDocument document, long revision, CancellationToken cancellation)
    {
        if (revision > 0)
        {
            FilterDefinition<BsonDocument> unchanged = Where.Eq(Id, document[Id]) & Where.Eq(Revision, revision);
            return (await _store.Documents.ReplaceOneAsync(unchanged, document, new ReplaceOptions(), cancellation)).MatchedCount == 1;
        }

        try
        {
            await _store.Documents.InsertOneAsync(document, new InsertOneOptions(), cancellation);
            return true;
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    private Task<IReadOnlyList<ClientSession>> ListAsync(
        FilterDefinition<BsonDocument> filter, BsonDocument order, int? limit, CancellationToken cancellation)
    {
        if (limit < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "At least 1.");
        }

        return _store.RunAsync<IReadOnlyList<ClientSession>>(async () =>
        {
            List<BsonDocument> documents = await _store.Documents.Find(filter).Sort(order).Limit(limit).ToListAsync(cancellation);
            return [.. documents.Select(Read)];
        });
    }
}
