namespace Auditor.Storage;

/// <summary>
/// The tables of <c>subscriptions.db</c>: the history, one row a change and never changed but for the mark that the log was told; how far
/// deliveries have come, with the lease of whoever writes it in the same row; what people asked of them.
/// </summary>
internal static class SubscriptionSchema
{
    public static SqliteSchema Current { get; } = new([Version1]);

    private const string Version1 = """
        CREATE TABLE subscription_changes (
            revision INTEGER PRIMARY KEY,
            change_id BLOB NOT NULL UNIQUE,
            subscription_id BLOB NOT NULL,
            version INTEGER NOT NULL,
            name_key TEXT,
            announced INTEGER NOT NULL DEFAULT 0,
            body BLOB NOT NULL,
            UNIQUE (subscription_id, version)
        );
        CREATE INDEX subscription_changes_unannounced ON subscription_changes (revision) WHERE announced = 0;
        CREATE INDEX subscription_changes_by_name ON subscription_changes (name_key);
        CREATE TABLE deliveries (
            subscription_id BLOB PRIMARY KEY,
            token INTEGER NOT NULL,
            holder TEXT,
            expires_at INTEGER NOT NULL,
            progress BLOB
        );
        CREATE TABLE delivery_requests (
            subscription_id BLOB NOT NULL,
            number INTEGER NOT NULL,
            skip_position INTEGER,
            PRIMARY KEY (subscription_id, number)
        ) WITHOUT ROWID;
        """;
}
