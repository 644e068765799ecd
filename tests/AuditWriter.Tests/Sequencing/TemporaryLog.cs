using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;
using Microsoft.Data.Sqlite;

namespace Auditor.AuditWriter.Tests.Sequencing;

/// <summary>A real store in a folder of its own, with the key of its log.</summary>
internal sealed class TemporaryLog : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-sequencing-").FullName;
    private SqliteAuditLog? _entries;
    private SqliteLedgerStore? _ledger;

    public TemporaryLog() => Key = LedgerKey.LoadOrCreate(new LedgerOptions { Origin = "auditor.example/log" }, Path.Combine(_folder, "ledger.key"));

    public LedgerKey Key { get; private set; }

    public string File => Path.Combine(_folder, "audit-log.db");

    public SqliteLedgerStore Ledger => _ledger!;

    public SqliteAuditLog Entries => _entries!;

    public static async Task<TemporaryLog> OpenAsync()
    {
        var log = new TemporaryLog();
        await log.ReopenAsync();
        return log;
    }

    /// <summary>Closes the files and opens them again, after something was done to them.</summary>
    public async Task ReopenAsync(Action? meanwhile = null)
    {
        await CloseAsync();
        meanwhile?.Invoke();
        _entries = await SqliteAuditLog.OpenAsync(File, Key.Seal, CancellationToken.None);
        _ledger = await SqliteLedgerStore.OpenAsync(File, CancellationToken.None);
    }

    public async Task AppendAsync(int count)
    {
        AuditEntry[] entries = [.. Enumerable.Range(0, count).Select(_ => new AuditEntry { EntryId = Guid.CreateVersion7(), OccurredAt = Noon, ResourceName = "Entrance" })];
        await _entries!.AppendAsync(entries, CancellationToken.None);
    }

    public async Task<SequencerLease> LeaseAsync(string holder = "test") =>
        await Ledger.TakeLeaseAsync(holder, Noon, TimeSpan.FromHours(1), CancellationToken.None) ?? throw new InvalidOperationException("The lease is another's.");

    public async Task<SequencedLog> SequenceAsync(int batch = 100)
    {
        SequencedLog log = await SequencedLog.OpenAsync(Ledger, Key, await LeaseAsync(), CancellationToken.None);
        await ExtendAsync(log, batch);
        return log;
    }

    public static async Task ExtendAsync(SequencedLog log, int batch)
    {
        while (await log.ExtendAsync(batch, _ => Task.CompletedTask, TimeProvider.System, CancellationToken.None) == batch)
        {
            await log.SignAsync(TimeProvider.System, CancellationToken.None);
        }

        await log.SignAsync(TimeProvider.System, CancellationToken.None);
    }

    public void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Positions have no hole, and what they hold is what was signed and what the tiles say.</summary>
    public async Task AssertProvenAsync(long size)
    {
        StoredCheckpoint latest = (await Ledger.LatestCheckpointAsync(CancellationToken.None))!;
        var note = SignedNote.Parse(latest.Note.Span);
        Assert.Equal(NoteVerdict.Trusted, note.Verify(Key.Signer.Verifier));
        var signed = Checkpoint.Parse(note.Text);
        Assert.Equal(size, signed.Size);

        IReadOnlyList<LoggedEntry> all = await Ledger.ReadAsync(0, (int)size + 1, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, (int)size).Select(position => (long)position), all.Select(entry => entry.Position));
        Assert.Equal(size, all.Select(entry => entry.EntryId).Distinct().Count());
        var frontier = new TreeFrontier();
        foreach (LoggedEntry entry in all)
        {
            frontier.Append(EntryLeaf.HashOfJson(entry.Attested!.Value.Span));
        }

        Assert.Equal(signed.Root, frontier.Root());
        foreach (TileAddress address in TileAddress.WrittenByGrowth(0, size))
        {
            Assert.Equal(address.Bytes, (await Ledger.ReadTileAsync(address, CancellationToken.None))!.Value.Length);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CloseAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
            await _entries!.DisposeAsync();
        }
    }
}
