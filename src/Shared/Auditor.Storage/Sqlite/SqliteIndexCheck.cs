using Auditor.Contracts;
using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>Compares the columns and tables beside the entries with what their bodies say.</summary>
internal static class SqliteIndexCheck
{
    private static readonly string[] Columns = [.. SqliteEntryColumns.Of(new AuditEntry()).Select(column => column.Name[1..])];

    private static readonly string Select = $"""
        SELECT l.position, l.entry_id, l.entry_row, e.body, {string.Join(", ", Columns.Select(column => "e." + column))}
        FROM leaves AS l JOIN entries AS e ON e.entry_row = l.entry_row
        WHERE l.position >= $from AND l.position < $to ORDER BY l.position
        """;

    private const int FirstColumn = 4;

    public static List<IndexFault> Run(SqliteSession session, long from, int limit)
    {
        ((string, object?), (string, object?)) range = (("$from", from), ("$to", from + limit));
        var faults = new List<IndexFault>();
        ILookup<long, (long, string?, string?, long)> cameras = Children(session, "entry_cameras", "camera_id", "camera_name", range, reader => reader.GetText(2));
        ILookup<long, (long, string?, string?, long)> rules = Children(session, "entry_rules", "rule_id", "rule_name", range, reader => Convert.ToHexString(reader.GetBytes(2)));
        session.List(
            Select,
            row =>
            {
                if (Fault(row, cameras, rules) is { } field)
                {
                    faults.Add(new IndexFault(row.GetInt64(0), row.GetId(1), field));
                }

                return 0;
            },
            range.Item1,
            range.Item2);
        return faults;
    }

    /// <summary>The field that says something else than the body; null when all is well.</summary>
    private static string? Fault(
        SqliteDataReader row, ILookup<long, (long, string?, string?, long)> cameras, ILookup<long, (long, string?, string?, long)> rules)
    {
        AuditEntry entry;
        try
        {
            entry = WireFormat.Deserialize<AuditEntry>(row.GetBytes(3).AsSpan());
        }
        catch (WireException)
        {
            // A body that is no entry is for the one to find who compares it with the tree.
            return null;
        }

        (string Name, object? Value)[] expected = SqliteEntryColumns.Of(entry);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!Same(row, FirstColumn + i, expected[i].Value))
            {
                return Columns[i];
            }
        }

        long entryRow = row.GetInt64(2);
        long occurredAt = entry.OccurredAt.UtcTicks;
        return !cameras[entryRow].SequenceEqual(entry.Cameras.Select((camera, i) => ((long)i, (string?)camera.Id, (string?)camera.Name, occurredAt)))
            ? "cameras"
            : !rules[entryRow].SequenceEqual(entry.Rules.Select((rule, i) => ((long)i, (string?)Convert.ToHexString(rule.Id.ToKey()), (string?)rule.Name, occurredAt)))
                ? "rules"
                : null;
    }

    private static bool Same(SqliteDataReader row, int column, object? expected) => expected switch
    {
        null => row.IsDBNull(column),
        _ when row.IsDBNull(column) => false,
        long number => row.GetFieldType(column) == typeof(long) && row.GetInt64(column) == number,
        string text => row.GetFieldType(column) == typeof(string) && string.Equals(row.GetString(column), text, StringComparison.Ordinal),
        byte[] bytes => row.GetFieldType(column) == typeof(byte[]) && row.GetBytes(column).AsSpan().SequenceEqual(bytes),
        _ => throw new ArgumentException("No type of a column.", nameof(expected)),
    };

    private static ILookup<long, (long Ordinal, string? Id, string? Name, long OccurredAt)> Children(
        SqliteSession session, string table, string id, string name, ((string, object?) From, (string, object?) To) range, Func<SqliteDataReader, string?> readId) =>
        session.List(
            $"""
            SELECT c.entry_row, c.ordinal, c.{id}, c.{name}, c.occurred_at FROM leaves AS l JOIN {table} AS c ON c.entry_row = l.entry_row
            WHERE l.position >= $from AND l.position < $to ORDER BY c.entry_row, c.ordinal
            """,
            reader => (Row: reader.GetInt64(0), Child: (reader.GetInt64(1), readId(reader), reader.GetText(3), reader.GetInt64(4))),
            range.From,
            range.To).ToLookup(child => child.Row, child => child.Child);
}
