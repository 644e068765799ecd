namespace Auditor.Storage.Tests.Sqlite;

/// <summary>How files come from one version of the tables to the next.</summary>
public sealed class SqliteSchemaTests : IDisposable
{
    private const string Old = "CREATE TABLE notes (note TEXT)";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string NotesFile => _folder.File("notes.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_older_file_is_brought_up_to_date_with_what_it_holds()
    {
        await using (SqliteDatabase old = await OpenAsync(Old))
        {
            await old.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('kept')"), Cancellation);
        }

        await using SqliteDatabase current = await OpenAsync(Old, "ALTER TABLE notes ADD COLUMN author TEXT DEFAULT 'unknown'");

        Assert.Equal("kept unknown", await current.ReadAsync(session => session.Text("SELECT note || ' ' || author FROM notes"), Cancellation));
        Assert.Equal(2, await current.ReadAsync(session => session.Count("PRAGMA user_version"), Cancellation));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_file_as_it_was()
    {
        await (await OpenAsync(Old)).DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(Old, "CREATE TABLE more (a)", "CREATE TABLE nonsense ("));

        await using SqliteDatabase old = await OpenAsync(Old);
        Assert.Equal(0, await old.ReadAsync(session => session.Count("SELECT count(*) FROM sqlite_master WHERE name = 'more'"), Cancellation));
    }

    [Fact]
    public async Task A_newer_file_is_refused_with_what_to_do()
    {
        await (await SqliteAuditLog.OpenAsync(NotesFile, Cancellation)).DisposeAsync();
        int newer = AuditLogSchema.Current.Scripts.Count + 1;
        await using (SqliteDatabase file = await SqliteDatabase.OpenAsync(NotesFile, AuditLogSchema.Current, Cancellation))
        {
            await file.WriteAsync(session => session.Execute($"PRAGMA user_version = {newer}"), Cancellation);
        }

        StoreVersionException problem = await Assert.ThrowsAsync<StoreVersionException>(() => SqliteAuditLog.OpenAsync(NotesFile, Cancellation));

        Assert.Contains(NotesFile, problem.Message, StringComparison.Ordinal);
        Assert.Contains($"version {newer}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stores_that_open_a_new_file_at_once_make_its_tables_once()
    {
        SqliteAuditLog[] logs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteAuditLog.OpenAsync(NotesFile, Cancellation))));

        foreach (SqliteAuditLog log in logs)
        {
            await log.AppendAsync([Entries.At(0)], Cancellation);
        }

        Assert.Equal(8, await logs[0].CountAsync(new AuditFilter(), Cancellation));
        foreach (SqliteAuditLog log in logs)
        {
            await log.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_log_and_the_failed_appends_share_one_file()
    {
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(NotesFile, Cancellation);
        await using SqliteFailedAppends failures = await SqliteFailedAppends.OpenAsync(NotesFile, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            await log.AppendAsync([Entries.At(i)], Cancellation);
            await failures.AddAsync(new FailedAppend { FailureId = Guid.CreateVersion7(), FailedAt = Entries.Noon }, Cancellation);
        })));

        Assert.Equal(30, await log.CountAsync(new AuditFilter(), Cancellation));
        Assert.Equal(30, await failures.CountOpenAsync(Cancellation));
    }

    private Task<SqliteDatabase> OpenAsync(params string[] scripts) => SqliteDatabase.OpenAsync(NotesFile, new SqliteSchema(scripts), Cancellation);
}
