namespace Auditor.Storage;

/// <summary>The table of <c>rules.db</c>: one row a change, never changed but for the mark that the log was told.</summary>
internal static class AuditRuleSchema
{
    public static SqliteSchema Current { get; } = new([Version1]);

    private const string Version1 = """
        CREATE TABLE rule_changes (
            revision INTEGER PRIMARY KEY,
            change_id BLOB NOT NULL UNIQUE,
            rule_id BLOB NOT NULL,
            version INTEGER NOT NULL,
            announced INTEGER NOT NULL DEFAULT 0,
            body BLOB NOT NULL,
            UNIQUE (rule_id, version)
        );
        CREATE INDEX rule_changes_unannounced ON rule_changes (revision) WHERE announced = 0;
        """;
}
