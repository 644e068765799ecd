using Auditor.Contracts;
using Auditor.Wire;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Keys, accounts, sessions and links in MongoDB, one document each in one collection. The entries that tell of a change are kept in
/// the document that changed, and so are stored with the change or not at all, without a transaction.
/// </summary>
public sealed class MongoAccessStore : IAccessStore, IAsyncDisposable
{
    private const string Id = "_id";
    private const string Kind = "kind";
    private const string Version = "version";
    private const string AccountId = "accountId";
    private const string NameKey = "nameKey";
    private const string CreatedAt = "createdAt";
    private const string LastUsedAt = "lastUsedAt";
    private const string ExpiresAt = "expiresAt";
    private const string Ended = "ended";
    private const string Body = "body";
    private const string Untold = "untold";
    private const string UntoldSince = "untoldSince";

    private const string KeyKind = "key";
    private const string AccountKind = "account";
    private const string SessionKind = "session";
    private const string LinkKind = "link";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Set = Builders<BsonDocument>.Update;

    // Of an account, the id is its name, which is what must be there only once.
    private static readonly CreateIndexModel<BsonDocument>[] Indexes =
    [
        new(new BsonDocument { [Kind] = 1, [AccountId] = 1 }),
        new(new BsonDocument { [Kind] = 1, [CreatedAt] = -1 }),
        new(new BsonDocument { [Kind] = 1, [ExpiresAt] = 1 }),
        new(new BsonDocument { [UntoldSince] = 1 }),
        new(new BsonDocument { [Untold + "." + Id] = 1 }),
    ];

    private readonly MongoStore _store;

    private MongoAccessStore(MongoStore store) => _store = store;

    /// <summary>Connects and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task<MongoAccessStore> OpenAsync(string connection, CancellationToken cancellation) =>
        new(await MongoStore.OpenAsync(connection, "access", Indexes, cancellation));

    /// <inheritdoc/>
    public Task<ApiKey?> FindKeyAsync(string keyId, CancellationToken cancellation) => FirstAsync(Is(KeyKind, keyId), ReadKey, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApiKey>> ListKeysAsync(CancellationToken cancellation) =>
        ListAsync(Where.Eq(Kind, KeyKind), new BsonDocument { [CreatedAt] = -1, [Id] = 1 }, ReadKey, cancellation);

    /// <inheritdoc/>
    public Task<bool> SaveKeyAsync(ApiKey key, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var values = new BsonDocument
        {
            [Kind] = KeyKind,
            [Version] = key.Version,
            [CreatedAt] = key.CreatedAt.ToBson(),
            [Body] = WireFormat.SerializeToText(key with { LastUsedAt = null }),
        };
        return SaveAsync(IdOf(KeyKind, key.KeyId), key.Version, values, told, cancellation);
    }

    /// <inheritdoc/>
    public Task TouchKeyAsync(string keyId, DateTimeOffset at, CancellationToken cancellation) =>
        TouchAsync(Is(KeyKind, keyId), at, cancellation);

    /// <inheritdoc/>
    public Task<Account?> FindAccountAsync(Guid accountId, CancellationToken cancellation) =>
        FirstAsync(Where.Eq(Kind, AccountKind) & Where.Eq(AccountId, accountId.ToBson()), ReadAccount, cancellation);

    /// <inheritdoc/>
    public Task<Account?> FindAccountAsync(string name, CancellationToken cancellation) =>
        FirstAsync(Is(AccountKind, name.ToKey()), ReadAccount, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Account>> ListAccountsAsync(CancellationToken cancellation) =>
        ListAsync(Where.Eq(Kind, AccountKind), new BsonDocument(NameKey, 1), ReadAccount, cancellation);

    /// <inheritdoc/>
    public Task<bool> SaveAccountAsync(Account account, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        var values = new BsonDocument
        {
            [Kind] = AccountKind,
            [Version] = account.Version,
            [AccountId] = account.AccountId.ToBson(),
            [NameKey] = account.Name.ToKey(),
            [Body] = WireFormat.SerializeToText(account),
        };
        return SaveAsync(IdOf(AccountKind, account.Name.ToKey()), account.Version, values, told, cancellation);
    }

    /// <inheritdoc/>
    public Task AddSessionAsync(AccessSession session, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        var values = new BsonDocument
        {
            [Kind] = SessionKind,
            [AccountId] = session.AccountId.ToBson(),
            [LastUsedAt] = session.LastSeenAt.ToBson(),
            [ExpiresAt] = session.ExpiresAt.ToBson(),
            [Ended] = false,
            [Body] = WireFormat.SerializeToText(session),
        };
        return SaveAsync(IdOf(SessionKind, session.TokenHash), version: 1, values, told, cancellation);
    }

    /// <inheritdoc/>
    public Task<AccessSession?> FindSessionAsync(string tokenHash, CancellationToken cancellation) =>
        FirstAsync(
            Is(SessionKind, tokenHash) & Where.Eq(Ended, false),
            document => WireFormat.Deserialize<AccessSession>(document[Body].AsString) with { LastSeenAt = document[LastUsedAt].ToTime() },
            cancellation);

    /// <inheritdoc/>
    public Task TouchSessionAsync(string tokenHash, DateTimeOffset at, CancellationToken cancellation) =>
        TouchAsync(Is(SessionKind, tokenHash), at, cancellation);

    /// <inheritdoc/>
    public Task<bool> EndSessionAsync(string tokenHash, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(told);
        // It stays, ended, until its entries are told and its time is over.
        UpdateDefinition<BsonDocument> end = Set.Combine(Set.Set(Ended, true), Tell(told));
        return _store.RunAsync(async () => (await _store.Documents.UpdateOneAsync(
            Is(SessionKind, tokenHash) & Where.Eq(Ended, false), end, cancellationToken: cancellation)).ModifiedCount == 1);
    }

    /// <inheritdoc/>
    public Task AddLinkAsync(SignInLink link, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(link);
        var values = new BsonDocument
        {
            [Kind] = LinkKind,
            [ExpiresAt] = link.ExpiresAt.ToBson(),
            [Ended] = false,
            [Body] = WireFormat.SerializeToText(link),
        };
        return SaveAsync(IdOf(LinkKind, link.TokenHash), version: 1, values, told, cancellation);
    }

    /// <inheritdoc/>
    public Task<SignInLink?> TakeLinkAsync(string tokenHash, CancellationToken cancellation) =>
        _store.RunAsync(async () => await _store.Documents.FindOneAndUpdateAsync(
            Is(LinkKind, tokenHash) & Where.Eq(Ended, false), Set.Set(Ended, true), cancellationToken: cancellation) is { } taken
            ? WireFormat.Deserialize<SignInLink>(taken[Body].AsString)
            : null);

    /// <inheritdoc/>
    public Task RemoveExpiredAsync(DateTimeOffset before, CancellationToken cancellation) =>
        _store.RunAsync(() => _store.Documents.DeleteManyAsync(
            Where.In(Kind, [SessionKind, LinkKind]) & Where.Lt(ExpiresAt, before.ToBson()) & Where.Eq(UntoldSince, BsonNull.Value), cancellation));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEntry>> UntoldAsync(int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        return _store.RunAsync<IReadOnlyList<AuditEntry>>(async () =>
        {
            List<BsonDocument> changed = await _store.Documents.Find(Where.Gt(UntoldSince, new BsonInt64(0)))
                .Sort(new BsonDocument(UntoldSince, 1))
                .Limit(maximum)
                .ToListAsync(cancellation);
            return
            [
                .. changed.SelectMany(document => document[Untold].AsBsonArray)
                    .Select(entry => WireFormat.Deserialize<AuditEntry>(entry[Body].AsString))
                    .OrderBy(entry => entry.OccurredAt)
                    .Take(maximum),
            ];
        });
    }

    /// <inheritdoc/>
    public Task MarkToldAsync(Guid entryId, CancellationToken cancellation) => _store.RunAsync(async () =>
    {
        FilterDefinition<BsonDocument> has = Where.Eq(Untold + "." + Id, entryId.ToBson());
        if (await _store.Documents.FindOneAndUpdateAsync(
            has,
            Set.PullFilter<BsonDocument>(Untold, new BsonDocument(Id, entryId.ToBson())),
            new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After },
            cancellation) is { } left)
        {
            await _store.Documents.UpdateOneAsync(
                Where.Eq(Id, left[Id]) & Where.Size(Untold, 0), Set.Set(UntoldSince, BsonNull.Value), cancellationToken: cancellation);
        }

        return true;
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static string IdOf(string kind, string key) => kind + ":" + key;

    private static FilterDefinition<BsonDocument> Is(string kind, string key) => Where.Eq(Id, IdOf(kind, key));

    private static BsonDocument EntryOf(AuditEntry told) => new() { [Id] = told.EntryId.ToBson(), [Body] = WireFormat.SerializeToText(told) };

    private static UpdateDefinition<BsonDocument> Tell(AuditEntry told) =>
        Set.Combine(Set.Push(Untold, EntryOf(told)), Set.Set(UntoldSince, told.OccurredAt.ToBson()));

    /// <summary>Version 1 is inserted, a later one replaces the one before it.</summary>
    private Task<bool> SaveAsync(string id, long version, BsonDocument values, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(told);
        return _store.RunAsync(async () =>
        {
            if (version > 1)
            {
                UpdateDefinition<BsonDocument> change = Set.Combine([.. values.Select(value => Set.Set(value.Name, value.Value)), Tell(told)]);
                UpdateResult result = await _store.Documents.UpdateOneAsync(
                    Where.Eq(Id, id) & Where.Eq(Version, version - 1), change, cancellationToken: cancellation);
                return result.ModifiedCount == 1;
            }

            try
            {
                values[Id] = id;
                values[Untold] = new BsonArray { EntryOf(told) };
                values[UntoldSince] = told.OccurredAt.ToBson();
                await _store.Documents.InsertOneAsync(values, cancellationToken: cancellation);
                return true;
            }
            catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey && problem.WriteConcernError is null)
            {
                return false;
            }
        });
    }

    private Task<UpdateResult> TouchAsync(FilterDefinition<BsonDocument> which, DateTimeOffset at, CancellationToken cancellation) =>
        _store.RunAsync(() => _store.Documents.UpdateOneAsync(which, Set.Max(LastUsedAt, at.UtcTicks), cancellationToken: cancellation));

    private Task<T?> FirstAsync<T>(FilterDefinition<BsonDocument> filter, Func<BsonDocument, T> read, CancellationToken cancellation)
        where T : class =>
        _store.RunAsync(async () => await _store.Documents.Find(filter).FirstOrDefaultAsync(cancellation) is { } found ? read(found) : null);

    private Task<IReadOnlyList<T>> ListAsync<T>(
        FilterDefinition<BsonDocument> filter, BsonDocument order, Func<BsonDocument, T> read, CancellationToken cancellation) =>
        _store.RunAsync<IReadOnlyList<T>>(async () =>
            [.. (await _store.Documents.Find(filter).Sort(order).ToListAsync(cancellation)).Select(read)]);

    private static ApiKey ReadKey(BsonDocument document) => WireFormat.Deserialize<ApiKey>(document[Body].AsString) with
    {
        LastUsedAt = document.TryGetValue(LastUsedAt, out BsonValue? used) ? used.ToTime() : null,
    };

    private static Account ReadAccount(BsonDocument document) => WireFormat.Deserialize<Account>(document[Body].AsString);
}
