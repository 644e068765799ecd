namespace Auditor.Storage;

/// <summary>Takes the bodies of entries out of the file. Used inside a transaction.</summary>
internal static class SqliteErasure
{
    // The newest row stays, whatever is asked: SQLite would give its number to the next entry.
    private const string Rows = """
        SELECT l.entry_row FROM leaves AS l WHERE l.position = $position AND l.entry_row < (SELECT max(entry_row) FROM entries)
        """;

    public static long Run(SqliteSession session, IReadOnlyList<long> positions)
    {
        // What is deleted is overwritten with zeros, in the pages of the tables and of the indexes.
        session.ExecuteScript("PRAGMA secure_delete = ON");
        long removed = 0;
        foreach (long position in positions)
        {
            session.Execute($"DELETE FROM entry_cameras WHERE entry_row IN ({Rows})", ("$position", position));
            session.Execute($"DELETE FROM entry_rules WHERE entry_row IN ({Rows})", ("$position", position));
            removed += session.Execute($"DELETE FROM entries WHERE entry_row IN ({Rows})", ("$position", position));
        }

        return removed;
    }
}
