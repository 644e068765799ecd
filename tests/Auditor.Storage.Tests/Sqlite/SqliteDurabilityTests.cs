using Microsoft.Data.Sqlite;

namespace Auditor.Storage.Tests.Sqlite;

/// <summary>What holds of the SQLite files when processes die, disks fail and others are in the way.</summary>
public sealed class SqliteDurabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string LogFile => _folder.File("audit-log.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_connection_writes_ahead_and_flushes_fully()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(LogFile, AuditLogSchema.Current, Cancellation);

        Assert.Equal(("wal", 2L), await database.WriteAsync(session => (session.Text("PRAGMA journal_mode"), session.Count("PRAGMA synchronous")), Cancellation));
        Assert.Equal("wal", await database.ReadAsync(session => session.Text("PRAGMA journal_mode"), Cancellation));
        Assert.Equal(1L, await database.WriteAsync(session => session.Count("PRAGMA foreign_keys"), Cancellation));
    }

    [Fact]
    public async Task A_reading_connection_cannot_write()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(LogFile, AuditLogSchema.Current, Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => database.ReadAsync(session => session.Execute("DELETE FROM entries"), Cancellation));
    }

    [Fact]
    public async Task What_a_killed_process_had_acknowledged_is_in_the_log_and_no_batch_is_there_in_part()
    {
        const int batchSize = 20;
        for (int round = 0; round < 3; round++)
        {
            using var process = AppendingProcess.Start(LogFile, batchSize);
            List<Guid> acknowledged = await process.ReadAcknowledgedAsync(batches: 20 + (round * 7), Cancellation);
            acknowledged.AddRange(await process.KillAsync(Cancellation));

            await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(LogFile, Cancellation);
            Assert.True(acknowledged.Count >= 20 * batchSize);
            foreach (Guid id in acknowledged)
            {
                Assert.NotNull(await log.FindAsync(id, Cancellation));
            }

            long entries = await log.CountAsync(new AuditFilter(), Cancellation);
            Assert.Equal(0, entries % batchSize);
            Assert.Equal(entries, await log.CountAsync(new AuditFilter { Camera = "Entrance" }, Cancellation));
        }
    }

    [Fact]
    public async Task Processes_that_append_to_one_file_take_turns()
    {
        using var one = AppendingProcess.Start(LogFile, batchSize: 5);
        using var other = AppendingProcess.Start(LogFile, batchSize: 5);
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(LogFile, Cancellation);

        Task<List<Guid>> byOne = one.ReadAcknowledgedAsync(batches: 40, Cancellation);
        Task<List<Guid>> byOther = other.ReadAcknowledgedAsync(batches: 40, Cancellation);
        for (int i = 0; i < 20; i++)
        {
            await log.AppendAsync(Entries.EachMinute(5), Cancellation);
        }

        Guid[] acknowledged = [.. await byOne, .. await byOther];
        Assert.Equal(400, acknowledged.Length);
        Assert.False(one.FoundTheStoreUnavailable || other.FoundTheStoreUnavailable);
        Assert.NotNull(await log.FindAsync(acknowledged[^1], Cancellation));
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_makes_the_store_unavailable_and_loses_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux: the limit is set with ulimit");
        using var process = AppendingProcess.StartWithFilesUpTo(blocks: 600, LogFile, batchSize: 20);

        List<Guid> acknowledged = await process.ReadAcknowledgedAsync(batches: 10_000, Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.True(process.FoundTheStoreUnavailable);
        Assert.NotEmpty(acknowledged);
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(LogFile, Cancellation);
        foreach (Guid id in acknowledged)
        {
            Assert.NotNull(await log.FindAsync(id, Cancellation));
        }

        await log.AppendAsync([Entries.At(0)], Cancellation);
    }

    [Fact]
    public async Task A_store_whose_file_cannot_be_written_is_unavailable_until_it_can()
    {
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(LogFile, Cancellation);
        await log.AppendAsync([Entries.At(0)], Cancellation);
        await using (var stranger = new SqliteConnection($"Data Source={LogFile};Pooling=False"))
        {
            await stranger.OpenAsync(Cancellation);
            await ExecuteAsync(stranger, "BEGIN IMMEDIATE");

            await Assert.ThrowsAsync<StoreUnavailableException>(() => log.AppendAsync([Entries.At(1)], Cancellation));
            Assert.Equal(1, await log.CountAsync(new AuditFilter(), Cancellation));
        }

        await log.AppendAsync([Entries.At(1)], Cancellation);
        Assert.Equal(2, await log.CountAsync(new AuditFilter(), Cancellation));
    }

    [Fact]
    public async Task Waiting_for_a_lock_can_be_cancelled()
    {
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(LogFile, Cancellation);
        await using var stranger = new SqliteConnection($"Data Source={LogFile};Pooling=False");
        await stranger.OpenAsync(Cancellation);
        await ExecuteAsync(stranger, "BEGIN IMMEDIATE");
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.AppendAsync([Entries.At(0)], soon.Token));
    }

    [Fact]
    public async Task A_read_only_file_is_read_and_not_written()
    {
        await using (SqliteAuditLog log = await SqliteAuditLog.OpenAsync(LogFile, Cancellation))
        {
            await log.AppendAsync([Entries.At(0)], Cancellation);
        }

        MakeReadOnly(LogFile);

        await using SqliteAuditLog readOnly = await SqliteAuditLog.OpenAsync(LogFile, Cancellation);
        Assert.Equal(1, await readOnly.CountAsync(new AuditFilter(), Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => readOnly.AppendAsync([Entries.At(1)], Cancellation));
    }

    [Fact]
    public async Task A_file_that_is_no_database_or_cannot_be_made_is_unavailable()
    {
        await File.WriteAllTextAsync(LogFile, new string('x', 5000), Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => SqliteAuditLog.OpenAsync(LogFile, Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => SqliteAuditLog.OpenAsync(Path.Combine(LogFile, "below", "a-file.db"), Cancellation));
    }

    [Fact]
    public async Task Only_its_owner_may_read_a_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such rights; the folder's list governs");
            return;
        }

        string path = Path.Combine(_folder.File("new"), "rules.db");
        await using SqliteAuditRuleStore store = await SqliteAuditRuleStore.OpenAsync(path, Cancellation);

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        string[] files = Directory.GetFiles(Path.GetDirectoryName(path)!);
        Assert.Contains(path + "-wal", files);
        foreach (string file in files)
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & others);
        }
    }

    [Fact]
    public async Task A_running_query_ends_when_it_is_cancelled()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(LogFile, AuditLogSchema.Current, Cancellation);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Task<long> endless = database.ReadAsync(
            session => session.Count("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"),
            soon.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
    }

    /// <summary>SQLite writes no file whose header asks for a later version to write it; unlike the file's rights, that binds root too.</summary>
    private static void MakeReadOnly(string path)
    {
        const int writeVersion = 18;
        using FileStream file = File.OpenWrite(path);
        file.Position = writeVersion;
        file.WriteByte(3);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
