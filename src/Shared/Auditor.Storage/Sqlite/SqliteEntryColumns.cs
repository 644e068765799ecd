using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>The columns beside an entry's body, each with its value: what searches go by.</summary>
internal static class SqliteEntryColumns
{
    /// <summary>Parameters of the INSERT, in the order of its columns, each named after its column.</summary>
    public static (string Name, object? Value)[] Of(AuditEntry entry) =>
    [
        ("$entry_id", entry.EntryId.ToKey()),
        ("$occurred_at", entry.OccurredAt.UtcTicks),
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
    ];
}
