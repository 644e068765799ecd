namespace Auditor.Storage;

/// <summary>
/// The tables of <c>audit-log.db</c>, which the audit log and the failed appends share because one service owns both.
/// The body is the entry; the columns beside it are only there to find it. Times are UTC ticks, ids 16 bytes in the order of their text.
/// </summary>
internal static class AuditLogSchema
{
    public static SqliteSchema Current { get; } = new([Version1, LedgerSchema.Script, CompletenessSchema.Script, RetentionSchema.Script, StatisticsSchema.Script]);

    // The tables of cameras and rules repeat the time, so that "this camera, between these times" is one range of one index.
    private const string Version1 = """
        CREATE TABLE entries (
            entry_row INTEGER PRIMARY KEY,
            entry_id BLOB NOT NULL UNIQUE,
            occurred_at INTEGER NOT NULL,
            tenant TEXT,
            resource TEXT,
            action TEXT,
            actor_id TEXT COLLATE NOCASE,
            actor_name TEXT COLLATE NOCASE,
            actor_display_name TEXT COLLATE NOCASE,
            client_session_id BLOB,
            correlation_id BLOB,
            target_level TEXT,
            target_name TEXT COLLATE NOCASE,
            result TEXT,
            reason TEXT,
            recording_from INTEGER,
            recording_to INTEGER,
            has_recording INTEGER NOT NULL,
            body BLOB NOT NULL
        );
        CREATE INDEX entries_by_time ON entries (occurred_at, entry_id);
        CREATE INDEX entries_by_resource ON entries (resource, occurred_at, entry_id);
        CREATE INDEX entries_by_actor_name ON entries (actor_name, occurred_at);
        CREATE INDEX entries_by_actor_id ON entries (actor_id, occurred_at);
        CREATE INDEX entries_by_actor_display_name ON entries (actor_display_name, occurred_at);
        CREATE INDEX entries_by_target_name ON entries (target_name, occurred_at);
        CREATE INDEX entries_by_correlation ON entries (correlation_id, occurred_at) WHERE correlation_id IS NOT NULL;
        CREATE INDEX entries_by_client_session ON entries (client_session_id, occurred_at) WHERE client_session_id IS NOT NULL;

        CREATE TABLE entry_cameras (
            entry_row INTEGER NOT NULL REFERENCES entries (entry_row),
            ordinal INTEGER NOT NULL,
            camera_id TEXT COLLATE NOCASE,
            camera_name TEXT COLLATE NOCASE,
            occurred_at INTEGER NOT NULL,
            PRIMARY KEY (entry_row, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX entry_cameras_by_id ON entry_cameras (camera_id, occurred_at);
        CREATE INDEX entry_cameras_by_name ON entry_cameras (camera_name, occurred_at);

        CREATE TABLE entry_rules (
            entry_row INTEGER NOT NULL REFERENCES entries (entry_row),
            ordinal INTEGER NOT NULL,
            rule_id BLOB NOT NULL,
            rule_name TEXT,
            occurred_at INTEGER NOT NULL,
            PRIMARY KEY (entry_row, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX entry_rules_by_id ON entry_rules (rule_id, occurred_at);

        CREATE TABLE failed_appends (
            failure_id BLOB NOT NULL UNIQUE,
            queue TEXT NOT NULL,
            content_type TEXT,
            problem TEXT NOT NULL,
            failed_at INTEGER NOT NULL,
            settled_how TEXT,
            settled_by TEXT,
            settled_at INTEGER,
            settled_why TEXT,
            body BLOB NOT NULL
        );
        CREATE INDEX failed_appends_by_time ON failed_appends (failed_at, failure_id);
        CREATE INDEX failed_appends_open ON failed_appends (failed_at, failure_id) WHERE settled_how IS NULL;
        """;
}
