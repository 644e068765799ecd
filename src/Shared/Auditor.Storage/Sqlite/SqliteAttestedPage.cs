using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>Reads a page of entries as their bytes, and stops when it has enough of them.</summary>
internal static class SqliteAttestedPage
{
    /// <param name="session">Where to read.</param>
    /// <param name="sql">Gives body, position, id and time of each entry, in the order asked for.</param>
    /// <param name="values">Its parameters.</param>
    /// <param name="limit">Entries at most; the statement gives one more where there is a next page.</param>
    public static AttestedPage Read(SqliteSession session, string sql, (string Name, object? Value)[] values, int limit)
    {
        var entries = new List<AttestedEntry>();
        AuditCursor? last = null;
        long bytes = 0;
        using SqliteDataReader row = session.Prepare(sql).Set(values).ExecuteReader();
        while (row.Read())
        {
            if (entries.Count == limit || bytes >= AttestedPage.EnoughBytes)
            {
                return new AttestedPage(entries, last);
            }

            byte[] body = row.GetBytes(0);
            Guid id = row.GetId(2);
            entries.Add(new AttestedEntry(id, row.IsDBNull(1) ? null : row.GetInt64(1), body));
            last = new AuditCursor(row.GetTime(3), id);
            bytes += body.Length;
        }

        return new AttestedPage(entries, Next: null);
    }
}
