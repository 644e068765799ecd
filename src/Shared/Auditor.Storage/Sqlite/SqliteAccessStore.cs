using Auditor.Contracts;
using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>Keys, accounts, sessions and links in a SQLite file.</summary>
public sealed class SqliteAccessStore : IAccessStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database;

    private SqliteAccessStore(SqliteDatabase database) => _database = database;

    /// <summary>Opens the file, and creates it where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteAccessStore> OpenAsync(string path, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, AccessSchema.Current, cancellation));

    /// <inheritdoc/>
    public Task<ApiKey?> FindKeyAsync(string keyId, CancellationToken cancellation) =>
        _database.ReadAsync(session => session.First("SELECT body, last_used_at FROM api_keys WHERE key_id = $key_id", ReadKey, ("$key_id", keyId)), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ApiKey>> ListKeysAsync(CancellationToken cancellation) =>
        await _database.ReadAsync(
            session => session.List("SELECT body, last_used_at FROM api_keys ORDER BY created_at DESC, key_id", ReadKey), cancellation);

    /// <inheritdoc/>
    public Task<bool> SaveKeyAsync(ApiKey key, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        const string Add = "INSERT INTO api_keys (key_id, version, created_at, body) VALUES ($key_id, $version, $created_at, $body) ON CONFLICT DO NOTHING";
        const string Replace = "UPDATE api_keys SET version = $version, created_at = $created_at, body = $body WHERE key_id = $key_id AND version = $version - 1";
        return ChangeAsync(
            session => session.Execute(
                key.Version == 1 ? Add : Replace,
                ("$key_id", key.KeyId),
                ("$version", key.Version),
                ("$created_at", key.CreatedAt.UtcTicks),
                ("$body", WireFormat.Serialize(key with { LastUsedAt = null }))),
            told,
            cancellation);
    }

    /// <inheritdoc/>
    public Task TouchKeyAsync(string keyId, DateTimeOffset at, CancellationToken cancellation) =>
        _database.WriteAsync(
            session => session.Execute(
                "UPDATE api_keys SET last_used_at = max(ifnull(last_used_at, 0), $at) WHERE key_id = $key_id", ("$at", at.UtcTicks), ("$key_id", keyId)),
            cancellation);

    /// <inheritdoc/>
    public Task<Account?> FindAccountAsync(Guid accountId, CancellationToken cancellation) =>
        _database.ReadAsync(
            session => session.First("SELECT body FROM accounts WHERE account_id = $account_id", ReadAccount, ("$account_id", accountId.ToKey())), cancellation);

    /// <inheritdoc/>
    public Task<Account?> FindAccountAsync(string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _database.ReadAsync(
            session => session.First("SELECT body FROM accounts WHERE name_key = $name_key", ReadAccount, ("$name_key", name.ToUpperInvariant())), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Account>> ListAccountsAsync(CancellationToken cancellation) =>
        await _database.ReadAsync(session => session.List("SELECT body FROM accounts ORDER BY name_key", ReadAccount), cancellation);

    /// <inheritdoc/>
    public Task<bool> SaveAccountAsync(Account account, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        const string Add = "INSERT INTO accounts (account_id, name_key, version, body) VALUES ($account_id, $name_key, $version, $body) ON CONFLICT DO NOTHING";
        const string Replace = "UPDATE OR IGNORE accounts SET name_key = $name_key, version = $version, body = $body WHERE account_id = $account_id AND version = $version - 1";
        return ChangeAsync(
            session => session.Execute(
                account.Version == 1 ? Add : Replace,
                ("$account_id", account.AccountId.ToKey()),
                ("$name_key", account.Name.ToUpperInvariant()),
                ("$version", account.Version),
                ("$body", WireFormat.Serialize(account))),
            told,
            cancellation);
    }

    /// <inheritdoc/>
    public Task AddSessionAsync(AccessSession session, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        return ChangeAsync(
            database => database.Execute(
                """
                INSERT INTO sessions (token_hash, account_id, started_at, last_seen_at, expires_at)
                VALUES ($token_hash, $account_id, $started_at, $last_seen_at, $expires_at)
                """,
                ("$token_hash", session.TokenHash),
                ("$account_id", session.AccountId.ToKey()),
                ("$started_at", session.StartedAt.UtcTicks),
                ("$last_seen_at", session.LastSeenAt.UtcTicks),
                ("$expires_at", session.ExpiresAt.UtcTicks)),
            told,
            cancellation);
    }

    /// <inheritdoc/>
    public Task<AccessSession?> FindSessionAsync(string tokenHash, CancellationToken cancellation) =>
        _database.ReadAsync(
            session => session.First(
                "SELECT token_hash, account_id, started_at, last_seen_at, expires_at FROM sessions WHERE token_hash = $token_hash",
                ReadSession,
                ("$token_hash", tokenHash)),
            cancellation);

    /// <inheritdoc/>
    public Task TouchSessionAsync(string tokenHash, DateTimeOffset at, CancellationToken cancellation) =>
        _database.WriteAsync(
            session => session.Execute(
                "UPDATE sessions SET last_seen_at = max(last_seen_at, $at) WHERE token_hash = $token_hash", ("$at", at.UtcTicks), ("$token_hash", tokenHash)),
            cancellation);

    /// <inheritdoc/>
    public Task<bool> EndSessionAsync(string tokenHash, AuditEntry told, CancellationToken cancellation) =>
        ChangeAsync(session => session.Execute("DELETE FROM sessions WHERE token_hash = $token_hash", ("$token_hash", tokenHash)), told, cancellation);

    /// <inheritdoc/>
    public Task AddLinkAsync(SignInLink link, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(link);
        return ChangeAsync(
            session => session.Execute(
                "INSERT INTO sign_in_links (token_hash, account_id, expires_at) VALUES ($token_hash, $account_id, $expires_at)",
                ("$token_hash", link.TokenHash),
                ("$account_id", link.AccountId.ToKey()),
                ("$expires_at", link.ExpiresAt.UtcTicks)),
            told,
            cancellation);
    }

    /// <inheritdoc/>
    public Task<SignInLink?> TakeLinkAsync(string tokenHash, CancellationToken cancellation) =>
        _database.WriteAsync(
            session =>
            {
                SignInLink? link = session.First(
                    "SELECT token_hash, account_id, expires_at FROM sign_in_links WHERE token_hash = $token_hash", ReadLink, ("$token_hash", tokenHash));
                session.Execute("DELETE FROM sign_in_links WHERE token_hash = $token_hash", ("$token_hash", tokenHash));
                return link;
            },
            cancellation);

    /// <inheritdoc/>
    public Task RemoveExpiredAsync(DateTimeOffset before, CancellationToken cancellation) =>
        _database.WriteAsync(
            session => session.Execute("DELETE FROM sessions WHERE expires_at < $before", ("$before", before.UtcTicks))
                + session.Execute("DELETE FROM sign_in_links WHERE expires_at < $before", ("$before", before.UtcTicks)),
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditEntry>> UntoldAsync(int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        return await _database.ReadAsync(
            session => session.List(
                "SELECT body FROM untold ORDER BY number LIMIT $maximum",
                reader => WireFormat.Deserialize<AuditEntry>(reader.GetBytes(0).AsSpan()),
                ("$maximum", (long)maximum)),
            cancellation);
    }

    /// <inheritdoc/>
    public Task MarkToldAsync(Guid entryId, CancellationToken cancellation) =>
        _database.WriteAsync(session => session.Execute("DELETE FROM untold WHERE entry_id = $entry_id", ("$entry_id", entryId.ToKey())), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task<bool> ChangeAsync(Func<SqliteSession, int> change, AuditEntry told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(told);
        return _database.WriteAsync(
            session =>
            {
                if (change(session) == 0)
                {
                    return false;
                }

                session.Execute(
                    "INSERT INTO untold (entry_id, body) VALUES ($entry_id, $body)", ("$entry_id", told.EntryId.ToKey()), ("$body", WireFormat.Serialize(told)));
                return true;
            },
            cancellation);
    }

    private static ApiKey ReadKey(SqliteDataReader reader) => WireFormat.Deserialize<ApiKey>(reader.GetBytes(0).AsSpan()) with
    {
        LastUsedAt = reader.IsDBNull(1) ? null : reader.GetTime(1),
    };

    private static Account ReadAccount(SqliteDataReader reader) => WireFormat.Deserialize<Account>(reader.GetBytes(0).AsSpan());

    private static AccessSession ReadSession(SqliteDataReader reader) => new()
    {
        TokenHash = reader.GetString(0),
        AccountId = reader.GetId(1),
        StartedAt = reader.GetTime(2),
        LastSeenAt = reader.GetTime(3),
        ExpiresAt = reader.GetTime(4),
    };

    private static SignInLink ReadLink(SqliteDataReader reader) => new()
    {
        TokenHash = reader.GetString(0),
        AccountId = reader.GetId(1),
        ExpiresAt = reader.GetTime(2),
    };
}
