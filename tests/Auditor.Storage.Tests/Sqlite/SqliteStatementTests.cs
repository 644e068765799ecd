using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Auditor.Storage.Tests.Sqlite;

/// <summary>Statements that are prepared once and run many times.</summary>
public sealed class SqliteStatementTests : IDisposable
{
    private const string Insert = "INSERT INTO things (id, text, bytes, number) VALUES ($id, $text, $bytes, $number) ON CONFLICT (id) DO NOTHING";

    private readonly SqliteSession _session;

    public SqliteStatementTests()
    {
        Batteries_V2.Init();
        _session = SqliteSession.OpenInMemory();
        _session.ExecuteScript("CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT, bytes BLOB NOT NULL, number REAL)");
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Gruß, 東京 \U0001F4F7", new byte[] { 0, 1, 255 }, 0.1)]
    [InlineData("", new byte[0], -1e300)]
    [InlineData(null, new byte[] { 7 }, null)]
    public void What_is_bound_is_what_is_read_back(string? text, byte[] bytes, double? number)
    {
        Add(1, text, bytes, number);

        (string? Text, byte[] Bytes, double? Number)[] read =
            [.. _session.List("SELECT text, bytes, number FROM things", row => (row.GetText(0), row.GetBytes(1), row.IsDBNull(2) ? (double?)null : row.GetDouble(2)))];
        Assert.Equal(text, Assert.Single(read).Text);
        Assert.Equal(bytes, read[0].Bytes);
        Assert.Equal(number, read[0].Number);
    }

    [Fact]
    public void A_statement_says_how_many_rows_it_changed_each_time_it_runs()
    {
        Assert.Equal(1, Add(1, "one", [], null));
        Assert.Equal(0, Add(1, "again", [], null));
        Assert.Equal(1, Add(2, "two", [], null));
        Assert.Equal(2, _session.Execute("UPDATE things SET text = $text", ("$text", "both")));
        Assert.Equal(0, _session.Execute("DELETE FROM things WHERE id = $id", ("$id", 3L)));
    }

    [Fact]
    public void Values_are_given_in_any_order_of_their_names()
    {
        _session.Execute(Insert, ("$number", 2.5), ("$bytes", new byte[] { 1 }), ("$id", 7L), ("$text", "seven"));

        Assert.Equal(1, _session.Count("SELECT count(*) FROM things WHERE id = 7 AND text = 'seven' AND number = 2.5"));
    }

    [Fact]
    public void A_count_that_is_nothing_or_no_number_is_zero()
    {
        Assert.Equal(0, _session.Count("SELECT id FROM things"));
        Assert.Equal(0, _session.Count("SELECT max(id) FROM things"));
        Assert.Equal(0, _session.Count("SELECT '7'"));
        Assert.Equal(long.MaxValue, _session.Count("SELECT 9223372036854775807"));
    }

    [Fact]
    public void A_statement_that_failed_tells_its_code_and_runs_again()
    {
        SqliteException refused = Assert.Throws<SqliteException>(() => _session.Execute(Insert, ("$id", 1L), ("$text", "one"), ("$bytes", null), ("$number", null)));
        Assert.Equal(raw.SQLITE_CONSTRAINT, refused.SqliteErrorCode);

        Assert.Equal(1, Add(1, "one", [], null));
    }

    [Fact]
    public void What_is_no_statement_is_refused_by_name()
    {
        Assert.Equal(raw.SQLITE_ERROR, Assert.Throws<SqliteException>(() => _session.Execute("INSERT INTO nothing VALUES (1)")).SqliteErrorCode);
    }

    [Fact]
    public void A_second_statement_is_refused_and_not_left_out()
    {
        Assert.Throws<ArgumentException>(() => _session.Execute("DELETE FROM things; DELETE FROM things"));
    }

    [Fact]
    public void Values_that_do_not_fit_the_parameters_are_refused()
    {
        const string delete = "DELETE FROM things WHERE id = $id";
        Assert.Throws<ArgumentException>(() => _session.Execute(delete));
        Assert.Throws<ArgumentException>(() => _session.Execute(delete, ("$other", 1L)));
        Assert.Throws<ArgumentException>(() => _session.Execute(delete, ("$id", 1L), ("$other", 1L)));
        Assert.Throws<ArgumentException>(() => _session.Execute(delete, ("$id", DateTimeOffset.UnixEpoch)));

        // Also when it has run: one value too few would be that of the time before.
        Assert.Equal(0, _session.Execute(delete, ("$id", 1L)));
        Assert.Throws<ArgumentException>(() => _session.Execute(delete));
    }

    private int Add(long id, string? text, byte[] bytes, double? number) =>
        _session.Execute(Insert, ("$id", id), ("$text", text), ("$bytes", bytes), ("$number", number));
}
