namespace Auditor.Storage;

/// <summary>The tables of the client sessions, in the file of the entries, because they follow from those.</summary>
internal static class CompletenessSchema
{
    // The body is the session; the columns beside it are only there to find and to count. A session is never removed: an activity that
    // comes late would make a new one out of it, in which everything before is missing. Its row is smaller than the entries it comes from.
    public const string Script = """
        CREATE TABLE client_sessions (
            session_id BLOB PRIMARY KEY,
            revision INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            standing TEXT NOT NULL,
            untold_since INTEGER,
            unrecorded INTEGER NOT NULL,
            waited_for INTEGER NOT NULL,
            open_gaps INTEGER NOT NULL,
            filled_gaps INTEGER NOT NULL,
            last_missed_at INTEGER,
            body BLOB NOT NULL
        );
        CREATE INDEX client_sessions_by_first_seen ON client_sessions (first_seen, session_id);
        CREATE INDEX client_sessions_by_standing ON client_sessions (standing, first_seen, session_id);
        CREATE INDEX client_sessions_running ON client_sessions (last_seen) WHERE standing = 'Running';
        CREATE INDEX client_sessions_untold ON client_sessions (untold_since) WHERE untold_since IS NOT NULL;
        CREATE INDEX client_sessions_unrecorded ON client_sessions (session_id) WHERE unrecorded > 0;
        CREATE INDEX client_sessions_open ON client_sessions (last_missed_at) WHERE open_gaps > 0;
        CREATE TABLE log_bookmark (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            position INTEGER NOT NULL,
            first_heard INTEGER,
            revision INTEGER NOT NULL
        );
        INSERT INTO log_bookmark (only, position, first_heard, revision) VALUES (1, 0, NULL, 0);
        """;
}
