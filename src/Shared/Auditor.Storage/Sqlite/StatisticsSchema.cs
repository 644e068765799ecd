namespace Auditor.Storage;

/// <summary>
/// What counting needs of an entry, in the index by which entries of a kind are found, and the words of reasons in one of their own: a row is mostly
/// its body, so that reading a million rows to see what was done by whom, or who said what, reads gigabytes, and the indexes some sixty megabytes.
/// </summary>
internal static class StatisticsSchema
{
    public const string Script = """
        DROP INDEX entries_by_resource;
        CREATE INDEX entries_by_resource ON entries (resource, occurred_at, entry_id, action, actor_name, actor_id);
        CREATE INDEX entries_by_reason ON entries (occurred_at, entry_id, reason) WHERE reason <> '';
        """;
}
