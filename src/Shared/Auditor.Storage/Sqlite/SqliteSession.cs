using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Auditor.Storage;

/// <summary>One open connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>Statements kept prepared; the combinations of filters in use at one time are fewer.</summary>
    private const int MaximumStatements = 100;

    private const string Settings = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864";

    // A new entry touches a page of every index. With a cache of 32 MiB and 8,000 pages between the moves into the file (SQLite's own
    // are 2 MiB and 1,000) those pages are read and moved once for many batches: twice the entries a second at 100,000 of them.
    private const string WriterSettings = "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000";

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _queries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>
    /// Commits are flushed to the disk before they return (synchronous=FULL), and the file is never rewritten in place while
    /// somebody reads it (WAL).
    /// </summary>
    public static SqliteSession Open(string path, bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            // Seconds, and the least there is: who waits longer for a lock does so in SqliteDatabase, where it can be cancelled.
            DefaultTimeout = 1,
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
            session.ExecuteScript("PRAGMA busy_timeout = 500");
            if (session.Text("PRAGMA journal_mode") != "wal")
            {
                session.ExecuteScript("PRAGMA journal_mode = WAL");
            }

            session.ExecuteScript(Settings);
            session.ExecuteScript(readOnly ? "PRAGMA query_only = ON" : WriterSettings);

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>An empty database that is gone when the session ends.</summary>
    public static SqliteSession OpenInMemory()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        var session = new SqliteSession(connection);
        connection.Open();
        return session;
    }

    /// <summary>The prepared query for an SQL text; its parameters are set by <see cref="SqliteStatements.Set"/>.</summary>
    public SqliteCommand Prepare(string sql)
    {
        if (_queries.TryGetValue(sql, out SqliteCommand? query))
        {
            return query;
        }

        if (_queries.Count >= MaximumStatements)
        {
            DropStatements();
        }

        query = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is put together from constants; values are parameters.
        query.CommandText = sql;
#pragma warning restore CA2100
        _queries.Add(sql, query);
        return query;
    }

    /// <summary>Number of rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Statement(sql).Execute(values);

    /// <summary>Runs statements that are not worth keeping.</summary>
    public void ExecuteScript(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row as a number; 0 when there is none.</summary>
    public long Count(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Statement(sql).Count(values);

    /// <summary>A statement to be run many times while others run. It lasts until a hundred others were asked for.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out SqliteStatement? statement))
        {
            return statement;
        }

        if (_statements.Count >= MaximumStatements)
        {
            DropStatements();
        }

        statement = new SqliteStatement(_connection.Handle!, sql);
        _statements.Add(sql, statement);
        return statement;
    }

    public string? Text(string sql) => Prepare(sql).ExecuteScalar() as string;

    public List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var rows = new List<T>();
        using SqliteDataReader reader = Prepare(sql).Set(values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
        where T : class
    {
        using SqliteDataReader reader = Prepare(sql).Set(values).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    /// <summary>Ends an open transaction without its changes; one that SQLite has ended by itself is no error.</summary>
    public void RollBack()
    {
        try
        {
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                Execute("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            // What made the rollback necessary is thrown by the caller, who also drops this session: closing it rolls back too.
        }
    }

    /// <summary>Ends the statement that is running. May be called from another thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_connection.Handle);

    public void Dispose()
    {
        DropStatements();
        _connection.Dispose();
    }

    private void DropStatements()
    {
        foreach (SqliteCommand query in _queries.Values)
        {
            query.Dispose();
        }

        foreach (SqliteStatement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _queries.Clear();
        _statements.Clear();
    }
}
