using Microsoft.Data.Sqlite;

namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteLedgerStoreTests : LedgerStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteAuditLog? _log;

    private string Path => _folder.File("audit-log.db");

    [Theory]
    [InlineData("UPDATE entries SET actor_name = 'nobody' WHERE entry_row = 2", "actor_name")]
    [InlineData("UPDATE entries SET occurred_at = occurred_at + 1 WHERE entry_row = 2", "occurred_at")]
    [InlineData("UPDATE entries SET reason = '' WHERE entry_row = 2", "reason")]
    [InlineData("UPDATE entries SET entry_id = randomblob(16) WHERE entry_row = 2", "entry_id")]
    [InlineData("UPDATE entry_cameras SET camera_name = 'Elsewhere' WHERE entry_row = 2", "cameras")]
    [InlineData("DELETE FROM entry_cameras WHERE entry_row = 2", "cameras")]
    [InlineData("INSERT INTO entry_rules VALUES (2, 0, randomblob(16), 'Rule', 0)", "rules")]
    public async Task A_changed_column_beside_an_entry_is_a_fault_of_that_entry(string change, string field)
    {
        (ILedgerStore ledger, _, _) = await SequencedAsync(3);
        await RunAsync(change);

        IndexFault fault = Assert.Single(await ledger.CheckIndexAsync(0, 100, Cancellation));

        Assert.Equal((1, field), (fault.Position, fault.Field));
    }

    [Fact]
    public async Task What_is_erased_cannot_be_read_in_the_files_any_more()
    {
        const string Secret = "8f1c-the-secret-reason-of-somebody";
        Contracts.AuditEntry entry = Entries.At(0) with { Reason = Secret };
        await AppendAsync(entry, Entries.At(1));
        ILedgerStore ledger = await OpenAsync();
        SequencerLease lease = (await ledger.TakeLeaseAsync("test", Entries.Noon, TimeSpan.FromMinutes(1), Cancellation))!;
        await ledger.AddLeavesAsync(lease, 0, [entry.EntryId], Cancellation);
        Assert.Contains(Files(), file => Holds(file, Secret));

        await ledger.EraseAsync([0], Cancellation);
        await ReopenAsync();
        await CloseLogAsync();

        Assert.DoesNotContain(Files(), file => Holds(file, Secret));
    }

    protected override async Task<ILedgerStore> OpenStoreAsync() => await SqliteLedgerStore.OpenAsync(Path, Cancellation);

    protected override async Task<IAuditLog> OpenLogAsync() => _log ??= await SqliteAuditLog.OpenAsync(Path, Seal, Cancellation);

    protected override async ValueTask RemoveAsync()
    {
        await CloseLogAsync();
        _folder.Dispose();
    }

    private static bool Holds(string file, string text) =>
        File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    private string[] Files() => Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!);

    private async Task CloseLogAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
            _log = null;
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
