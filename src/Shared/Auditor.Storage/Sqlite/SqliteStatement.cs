using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Auditor.Storage;

/// <summary>
/// A prepared statement whose parameters are found once, by name, and bound by their place from then on. What runs many times for each
/// entry runs this way: <see cref="SqliteCommand"/> looks every name up again, and makes a reader, each time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _parameters;
    private int[]? _places;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement, out string behind));
        if (!string.IsNullOrWhiteSpace(behind))
        {
            _statement.Dispose();
            throw new ArgumentException("One statement is prepared, and what stands behind it would never run.", nameof(sql));
        }

        _parameters = raw.sqlite3_bind_parameter_count(_statement);
    }

    /// <summary>Number of rows changed.</summary>
    /// <param name="values">The same names in the same order each time.</param>
    public int Execute(ReadOnlySpan<(string Name, object? Value)> values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
                // What it gives is not asked for.
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>The first column of the first row, where that is a whole number; else 0.</summary>
    /// <inheritdoc cref="Execute" path="/param"/>
    public long Count(ReadOnlySpan<(string Name, object? Value)> values)
    {
        Bind(values);
        try
        {
            return Step() && raw.sqlite3_column_type(_statement, 0) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(_statement, 0) : 0;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Gives each row to <paramref name="take"/>, which reads its columns by their place.</summary>
    /// <inheritdoc cref="Execute" path="/param"/>
    public void ForEach(ReadOnlySpan<(string Name, object? Value)> values, Action<sqlite3_stmt> take)
    {
        Bind(values);
        ForEach(take);
    }

    /// <summary>The same for a statement of one parameter, a whole number.</summary>
    public void ForEach(long value, Action<sqlite3_stmt> take)
    {
        Check(raw.sqlite3_bind_int64(_statement, 1, value));
        ForEach(take);
    }

    public void Dispose() => _statement.Dispose();

    private void ForEach(Action<sqlite3_stmt> take)
    {
        try
        {
            while (Step())
            {
                take(_statement);
            }
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    private bool Step()
    {
        int outcome = raw.sqlite3_step(_statement);
        if (outcome is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return outcome == raw.SQLITE_ROW;
        }

        SqliteException.ThrowExceptionForRC(outcome, _database);
        return false;
    }

    private void Bind(ReadOnlySpan<(string Name, object? Value)> values)
    {
        // One too few would leave what was bound the last time.
        if (values.Length != _parameters)
        {
            throw new ArgumentException($"The statement has {_parameters} parameters and was given {values.Length}.", nameof(values));
        }

        _places ??= Places(values);
        for (int i = 0; i < values.Length; i++)
        {
            Check(Bind(_places[i], values[i].Value));
        }
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        long whole => raw.sqlite3_bind_int64(_statement, place, whole),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value of the stores.", nameof(value)),
    };

    private int[] Places(ReadOnlySpan<(string Name, object? Value)> values)
    {
        int[] places = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int place = raw.sqlite3_bind_parameter_index(_statement, values[i].Name);
            places[i] = place > 0 ? place : throw new ArgumentException($"The statement has no parameter {values[i].Name}.", nameof(values));
        }

        return places;
    }

    private void Check(int outcome)
    {
        if (outcome != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(outcome, _database);
        }
    }
}
