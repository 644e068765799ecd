using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Storage;

/// <summary>Inserts entries with what they are found by. Used inside a transaction.</summary>
internal static class SqliteEntryWriter
{
    // Whether the log has the id already, the unique key decides: two writers cannot both be right.
    private const string InsertEntry = """
        INSERT INTO entries (entry_id, occurred_at, tenant, resource, action, actor_id, actor_name, actor_display_name, client_session_id,
            correlation_id, target_level, target_name, result, reason, recording_from, recording_to, has_recording, body)
        VALUES ($entry_id, $occurred_at, $tenant, $resource, $action, $actor_id, $actor_name, $actor_display_name, $client_session_id,
            $correlation_id, $target_level, $target_name, $result, $reason, $recording_from, $recording_to, $has_recording, $body)
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
    public static bool TryInsert(SqliteSession session, AuditEntry entry, byte[] body)
    {
        long occurredAt = entry.OccurredAt.UtcTicks;
        int inserted = session.Execute(
            InsertEntry,
            ("$entry_id", entry.EntryId.ToKey()),
            ("$occurred_at", occurredAt),
            ("$tenant", entry.Tenant),
            ("$resource", entry.AuditableResource),
            ("$action", entry.AuditableAction),
            ("$actor_id", entry.Actor.Id),
            ("$actor_name", entry.Actor.Name),
            ("$actor_display_name", entry.Actor.DisplayName),
            ("$client_session_id", entry.Actor.Session?.ToKey()),
            ("$correlation_id", entry.CorrelationId?.ToKey()),
            ("$target_level", entry.Target.Level),
            ("$target_name", entry.Target.Name),
            ("$result", entry.Result),
            ("$reason", entry.Reason),
            ("$recording_from", entry.Recording?.From?.UtcTicks),
            ("$recording_to", entry.Recording?.To?.UtcTicks),
            ("$has_recording", entry.Recording is null ? 0L : 1L),
            ("$body", body));
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

    public static AuditEntry? Find(SqliteSession session, Guid entryId) =>
        session.First("SELECT body FROM entries WHERE entry_id = $entry_id", reader => Read(reader.GetBytes(0)), ("$entry_id", entryId.ToKey()));

    public static AuditEntry Read(byte[] body) => WireFormat.Deserialize<AuditEntry>(body.AsSpan());
}
