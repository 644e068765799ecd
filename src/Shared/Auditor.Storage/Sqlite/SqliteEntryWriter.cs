using Auditor.Contracts;
using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>Inserts entries with what they are found by. Used inside a transaction.</summary>
internal static class SqliteEntryWriter
{
    // Whether the log has the id already, the unique key decides: two writers cannot both be right.
    private const string InsertEntry = """
        INSERT INTO entries (entry_id, occurred_at, tenant, resource, action, actor_id, actor_name, actor_display_name, client_session_id,
            correlation_id, target_level, target_name, result, reason, recording_from, recording_to, has_recording, body, seal)
        VALUES ($entry_id, $occurred_at, $tenant, $resource, $action, $actor_id, $actor_name, $actor_display_name, $client_session_id,
            $correlation_id, $target_level, $target_name, $result, $reason, $recording_from, $recording_to, $has_recording, $body, $seal)
        ON CONFLICT (entry_id) DO NOTHING
        """;

    private const string InsertCamera = """
        INSERT INTO entry_cameras (entry_row, ordinal, camera_id, camera_name, occurred_at)
        VALUES (last_insert_rowid(), $ordinal, $camera_id, $camera_name, $occurred_at)
        """;

    private const string InsertRule = """
        INSERT INTO entry_rules (entry_row, ordinal, rule_id, rule_name, occurred_at)
        VALUES (last_insert_rowid(), $ordinal, $rule_id, $rule_name, $occurred_at)
        """;

    /// <summary>False when the log has an entry of this id; then nothing was changed.</summary>
    public static bool TryInsert(SqliteSession session, AuditEntry entry, byte[] body, byte[] seal)
    {
        // One that was erased is not back for being given again: its position stays. Asked for by itself, because INSERT ... SELECT takes a third longer.
        if (session.Count("SELECT count(*) FROM leaves WHERE entry_id = $entry_id", ("$entry_id", entry.EntryId.ToKey())) > 0)
        {
            return false;
        }

        long occurredAt = entry.OccurredAt.UtcTicks;
        int inserted = session.Execute(InsertEntry, [.. SqliteEntryColumns.Of(entry), ("$body", body), ("$seal", seal)]);
        if (inserted == 0)
        {
            return false;
        }

        // Tables without row ids leave last_insert_rowid() alone, so it stays the entry's.
        for (int i = 0; i < entry.Cameras.Count; i++)
        {
            session.Execute(
                InsertCamera,
                ("$ordinal", (long)i),
                ("$camera_id", entry.Cameras[i].Id),
                ("$camera_name", entry.Cameras[i].Name),
                ("$occurred_at", occurredAt));
        }

        for (int i = 0; i < entry.Rules.Count; i++)
        {
            session.Execute(
                InsertRule,
                ("$ordinal", (long)i),
                ("$rule_id", entry.Rules[i].Id.ToKey()),
                ("$rule_name", entry.Rules[i].Name),
                ("$occurred_at", occurredAt));
        }

        return true;
    }

    /// <summary>Columns of an entry as <see cref="Read(SqliteDataReader)"/> takes them, from <c>entries AS e</c>.</summary>
    public const string BodyAndPosition = "e.body, (SELECT l.position FROM leaves AS l WHERE l.entry_row = e.entry_row)";

    public static AuditEntry? Find(SqliteSession session, Guid entryId) =>
        session.First($"SELECT {BodyAndPosition} FROM entries AS e WHERE e.entry_id = $entry_id", Read, ("$entry_id", entryId.ToKey()));

    /// <summary>What the log has instead of an entry that was given: the one that was there, or, where that was erased, only its position.</summary>
    public static AuditEntry FindInstead(SqliteSession session, AuditEntry given) =>
        Find(session, given.EntryId) ?? given with
        {
            Position = session.Count("SELECT position FROM leaves WHERE entry_id = $entry_id", ("$entry_id", given.EntryId.ToKey())),
        };

    /// <summary>The entry as its stored bytes say, with its position when it has one.</summary>
    public static AuditEntry Read(SqliteDataReader row) =>
        WireFormat.Deserialize<AuditEntry>(row.GetBytes(0).AsSpan()) with { Position = row.IsDBNull(1) ? null : row.GetInt64(1) };
}
