using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>Values in and out of prepared statements: ids as 16 bytes in the order of their text, times as UTC ticks.</summary>
internal static class SqliteStatements
{
    public static SqliteCommand Set(this SqliteCommand statement, ReadOnlySpan<(string Name, object? Value)> values)
    {
        SqliteParameterCollection parameters = statement.Parameters;
        if (parameters.Count == 0)
        {
            foreach ((string name, object? value) in values)
            {
                parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            return statement;
        }

        for (int i = 0; i < values.Length; i++)
        {
            parameters[i].Value = values[i].Value ?? DBNull.Value;
        }

        return statement;
    }

    public static byte[] ToKey(this Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid GetId(this SqliteDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    public static DateTimeOffset GetTime(this SqliteDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    public static byte[] GetBytes(this SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    public static string? GetText(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
