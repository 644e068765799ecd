namespace Auditor.Storage;

/// <summary>The tables of <c>access.db</c>. What is looked up has a column; the rest of a record is JSON.</summary>
internal static class AccessSchema
{
    public static SqliteSchema Current { get; } = new([Version1]);

    private const string Version1 = """
        CREATE TABLE api_keys (
            key_id TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            last_used_at INTEGER,
            body BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE accounts (
            account_id BLOB PRIMARY KEY,
            name_key TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL,
            body BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE sessions (
            token_hash TEXT PRIMARY KEY,
            account_id BLOB NOT NULL,
            started_at INTEGER NOT NULL,
            last_seen_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE sign_in_links (
            token_hash TEXT PRIMARY KEY,
            account_id BLOB NOT NULL,
            expires_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE untold (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            entry_id BLOB NOT NULL UNIQUE,
            body BLOB NOT NULL
        );
        """;
}
