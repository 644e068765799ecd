namespace Auditor.Storage;

/// <summary>
/// Whether the file is as this code would have made it: an index without a row hides an entry from searches, and so does a view or a
/// trigger, while every table says what it should.
/// </summary>
internal static class SqliteFileCheck
{
    private const int MostProblems = 20;

    public static IReadOnlyList<string> Run(SqliteSession session)
    {
        HashSet<string> there = Definitions(session);
        HashSet<string> expected = Expected();
        return
        [
            .. there.Except(expected).Take(MostProblems).Select(one => $"It has what Auditor did not make: {one}."),
            .. expected.Except(there).Take(MostProblems).Select(one => $"It lacks what Auditor made: {one}."),
            .. session.List($"PRAGMA integrity_check({MostProblems})", row => row.GetString(0)).Where(said => said != "ok").Select(said => $"SQLite says: {said}."),
        ];
    }

    private static HashSet<string> Expected()
    {
        using SqliteSession empty = SqliteSession.OpenInMemory();
        foreach (string script in AuditLogSchema.Current.Scripts)
        {
            empty.ExecuteScript(script);
        }

        return Definitions(empty);
    }

    // What SQLite itself keeps is named sqlite_...: statistics, and the indexes of keys, which have no text.
    private static HashSet<string> Definitions(SqliteSession session) =>
        [.. session.List(
            "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
            row => $"{row.GetString(0)} {row.GetString(1)}: {string.Join(' ', row.GetString(2).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}")];
}
