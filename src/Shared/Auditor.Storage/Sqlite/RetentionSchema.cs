namespace Auditor.Storage;

/// <summary>The tables of retention, in the file of the entries, so that a hold and an erasure cannot happen at once.</summary>
internal static class RetentionSchema
{
    public const string Script = """
        CREATE TABLE retention_changes (
            revision INTEGER PRIMARY KEY,
            change_id BLOB NOT NULL UNIQUE,
            told INTEGER NOT NULL DEFAULT 0,
            body BLOB NOT NULL
        );
        CREATE INDEX retention_changes_untold ON retention_changes (revision) WHERE told = 0;
        CREATE TABLE retention_runs (
            run_id BLOB PRIMARY KEY,
            requested_at INTEGER NOT NULL,
            body BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX retention_runs_by_time ON retention_runs (requested_at, run_id);
        """;
}
