using System.Text;
using Auditor.Contracts;

namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteRetentionStoreTests : RetentionStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteAuditLog? _log;
    private SqliteFailedAppends? _failures;

    private string Path => _folder.File("audit-log.db");

    [Fact]
    public async Task What_was_erased_is_not_appended_again_and_stops_no_sequencer()
    {
        (IAuditLog log, ILedgerStore ledger) = await OpenLogAsync();
        IRetentionStore store = await OpenAsync();
        AuditEntry[] entries = Entries.EachMinute(2);
        await log.AppendAsync(entries, Cancellation);
        SequencerLease lease = (await ledger.TakeLeaseAsync("test", Entries.Noon, TimeSpan.FromMinutes(1), Cancellation))!;
        await ledger.AddLeavesAsync(lease, 0, [.. entries.Select(entry => entry.EntryId)], Cancellation);
        await store.EraseAsync([0], 0, Cancellation);

        AppendResult again = Assert.Single(await log.AppendAsync([entries[0]], Cancellation));

        Assert.True(again.AlreadyThere);
        Assert.Null(await log.FindAsync(entries[0].EntryId, Cancellation));
        Assert.Empty(await ledger.ListUnsequencedAsync(10, Cancellation));
    }

    /// <summary>Pages of indexes are split and rewritten while entries come in; nothing of an erased one may be left in what they leave behind.</summary>
    [Fact]
    public async Task Nothing_of_many_erased_entries_is_left_in_the_files()
    {
        const int Count = 3000;
        (IAuditLog log, ILedgerStore ledger) = await OpenLogAsync();
        IRetentionStore store = await OpenAsync();
        SequencerLease lease = (await ledger.TakeLeaseAsync("test", Entries.Noon, TimeSpan.FromMinutes(1), Cancellation))!;
        var random = new Random(7);
        var erased = new List<long>();
        for (int first = 0; first < Count; first += 100)
        {
            AuditEntry[] batch = [.. Enumerable.Range(first, 100).Select(number => Secret(number, random))];
            await log.AppendAsync(batch, Cancellation);
            await ledger.AddLeavesAsync(lease, first, [.. batch.Select(entry => entry.EntryId)], Cancellation);
            erased.AddRange(batch.Select((entry, i) => (entry, (long)first + i)).Where(pair => pair.entry.Actor.Name.StartsWith("gone-", StringComparison.Ordinal)).Select(pair => pair.Item2));
        }

        Assert.Equal(erased.Count, await store.EraseAsync(erased, 0, Cancellation));
        await store.ScrubAsync(Cancellation);

        // While the file is open: what the write-ahead log held counts too.
        Assert.Equal(Count - erased.Count, await log.CountAsync(new AuditFilter(), Cancellation));
        Assert.Equal(erased.Count, (await ledger.ReadAsync(0, Count, Cancellation)).Count(entry => entry.Attested is null));
        Assert.Empty(await ledger.CheckIndexAsync(0, Count, Cancellation));
        Assert.True(Holds("kept-"));
        Assert.False(Holds("gone-"));
    }

    protected override async Task<IRetentionStore> OpenStoreAsync() => await SqliteRetentionStore.OpenAsync(Path, Cancellation);

    protected override async Task<(IAuditLog Log, ILedgerStore Ledger)> OpenLogAsync()
    {
        _log ??= await SqliteAuditLog.OpenAsync(Path, Cancellation);
        return (_log, SqliteLedgerStore.Of(_log));
    }

    protected override async Task<IFailedAppends> OpenFailuresAsync() => _failures ??= await SqliteFailedAppends.OpenAsync(Path, Cancellation);

    protected override async ValueTask RemoveAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private static AuditEntry Secret(int number, Random random)
    {
        string name = $"{(random.Next(2) == 0 ? "gone" : "kept")}-{random.NextInt64():x16}-{new string('x', random.Next(80))}";
        return Entries.At(number) with
        {
            Actor = new Actor { Id = name, Name = name, DisplayName = name },
            Reason = name,
            Target = new Target { Level = TargetLevels.Endpoint, Name = name, Path = name },
            Cameras = [new CameraRef { Id = name, Name = name }],
            AdditionalMetadata = new JsonText($"\"{name}{new string('y', random.Next(3000))}\""),
        };
    }

    private bool Holds(string text) =>
        Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private async Task CloseAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
            _log = null;
        }

        if (_failures is not null)
        {
            await _failures.DisposeAsync();
            _failures = null;
        }
    }
}
