using System.Globalization;
using Auditor.Contracts;
using Auditor.Ledger;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage.Tests.Sqlite;

/// <summary>A store whose file somebody writes to with other tools. Whatever is altered, the verifier says so, and where.</summary>
public sealed class AlteredStoreTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Size = 300;
    private const int EarlierSize = 200;
    private const int EachAltered = 3;

    private static readonly NoteSignerKey Key = NoteSignerKey.Generate("auditor.example/log");

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(Environment.TickCount);
    private byte[] _latest = [];

    private string Original => _folder.File("original.db");

    private string Earlier => _folder.File("earlier.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await GrowAsync(0, EarlierSize / 2, hour: 1);
        await GrowAsync(EarlierSize / 2, EarlierSize, hour: 2);
        File.Copy(Original, Earlier);
        await GrowAsync(EarlierSize, Size, hour: 3);
        Run(Original, "DELETE FROM entry_cameras WHERE entry_row IN (11, 12, 13); DELETE FROM entry_rules WHERE entry_row IN (11, 12, 13); DELETE FROM entries WHERE entry_row IN (11, 12, 13)");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task As_it_is_the_store_is_proven_with_what_was_erased()
    {
        VerificationReport report = await VerifyAsync(Original, _latest);

        Assert.Empty(report.Faults);
        Assert.Equal((VerificationOutcome.Proven, (long)Size, 3L), (report.Outcome, report.ProvenEntries, report.ErasedEntries));
    }

    [Fact]
    public async Task Every_alteration_of_the_file_is_detected_and_named()
    {
        var wrong = new List<string>();
        int done = 0;
        string file = _folder.File("altered.db");
        foreach (StoreAlteration alteration in Enumerable.Range(0, EachAltered).SelectMany(_ => StoreAlterations.All(_random, Size)))
        {
            File.Copy(Original, file, overwrite: true);
            Run(file, alteration.Sql);
            VerificationReport report = await VerifyAsync(file);
            done++;
            if (Problem(alteration, report) is { } problem)
            {
                wrong.Add($"{problem}\n    {alteration.Sql}");
            }
        }

        output.WriteLine($"{done} alterations");
        Assert.True(done >= 200);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task An_older_copy_of_the_file_is_rolled_back_for_whoever_kept_a_checkpoint()
    {
        Assert.Equal(VerificationOutcome.Proven, (await VerifyAsync(Earlier)).Outcome);

        LogFault fault = Assert.Single((await VerifyAsync(Earlier, since: _latest)).Faults);

        Assert.Equal((FaultKind.RolledBack, (long?)EarlierSize, (long?)Size - 1), (fault.Kind, fault.Position, fault.LastPosition));
    }

    [Fact]
    public async Task An_older_copy_of_the_file_lacks_what_this_machine_signed_last()
    {
        LogFault fault = (await VerifyAsync(Earlier, since: null, signedHead: _latest)).Faults[0];

        Assert.Equal((FaultKind.Truncated, (long?)EarlierSize), (fault.Kind, fault.Position));
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(Size + 1)]
    public async Task An_entry_with_a_position_before_the_first_is_none_of_the_log(long row)
    {
        Run(Original, CopyTo(row) + string.Create(CultureInfo.InvariantCulture, $"; INSERT INTO leaves VALUES (-3, {row}, x'00112233445566778899aabbccddeeff')"));

        LogFault fault = Assert.Single((await VerifyAsync(Original)).Faults);

        Assert.Equal((FaultKind.Inserted, (Guid?)Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")), (fault.Kind, fault.EntryId));
    }

    [Theory]
    [InlineData("INSERT INTO refused_entries VALUES (9000000000000000000, x'00', 'no', 0)")]
    [InlineData("INSERT INTO leaves VALUES (-1, 9000000000000000000, x'00')")]
    public async Task What_is_written_beside_the_log_keeps_nothing_from_being_sequenced(string sql)
    {
        Run(Original, sql + "; " + CopyTo(Size + 1));
        await using SqliteLedgerStore store = await SqliteLedgerStore.OpenAsync(Original, Cancellation);

        Assert.Equal(1, await store.CountUnsequencedAsync(Cancellation));
        Assert.Equal(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), Assert.Single(await store.ListUnsequencedAsync(10, Cancellation)).EntryId);
    }

    [Theory]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON entries WHEN NEW.actor_name = 'anna' BEGIN SELECT RAISE(IGNORE); END")]
    [InlineData("DROP INDEX entries_by_time; CREATE INDEX entries_by_time ON entries (occurred_at, entry_id) WHERE entry_row <> 6")]
    [InlineData("ALTER TABLE entries RENAME TO kept; CREATE VIEW entries AS SELECT * FROM kept")]
    public async Task A_changed_schema_is_named(string sql)
    {
        Run(Original, sql);

        Assert.Contains((await VerifyAsync(Original)).Faults, fault => fault.Kind == FaultKind.Changed && fault.Position is null);
    }

    [Fact]
    public async Task An_index_that_lacks_an_entry_is_named()
    {
        const string Whole = "CREATE INDEX entries_by_time ON entries (occurred_at, entry_id)";
        Run(Original, $"DROP INDEX entries_by_time; {Whole} WHERE entry_row <> 6");
        Run(Original, $"PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = '{Whole}' WHERE name = 'entries_by_time'");

        Assert.Contains((await VerifyAsync(Original)).Faults, fault => fault.Message.Contains("entries_by_time", StringComparison.Ordinal));
    }

    private static string CopyTo(long row) => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO entries (entry_row, entry_id, occurred_at, has_recording, body) SELECT {row}, x'00112233445566778899aabbccddeeff', occurred_at, has_recording, body FROM entries WHERE entry_row = 5");

    private static string? Problem(StoreAlteration alteration, VerificationReport report)
    {
        if (report.Outcome != VerificationOutcome.NotProven)
        {
            return $"outcome {report.Outcome}";
        }

        LogFault first = report.Faults[0];
        return alteration.Kinds.Contains(first.Kind) && (alteration.Position is not { } position || (first.Position <= position && position <= (first.LastPosition ?? first.Position)))
            ? null
            : $"expected {alteration.Kinds[0]} at {alteration.Position}, named {first.Kind} at {first.Position}: {first.Message}";
    }

    private static async Task<VerificationReport> VerifyAsync(string file, byte[]? since = null, byte[]? signedHead = null)
    {
        await using SqliteLedgerStore store = await SqliteLedgerStore.OpenAsync(file, Cancellation);
        var source = new StoreLogSource(store, signedHead is null ? null : (ReadOnlyMemory<byte>?)signedHead, new HastyTime());
        var options = new VerificationOptions { Earlier = since is null ? [] : [since] };
        return await new LogVerifier(Key.Verifier, options).VerifyAsync(source, Cancellation);
    }

    private async Task GrowAsync(int from, int to, int hour)
    {
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(Original, Cancellation);
        await using SqliteLedgerStore store = await SqliteLedgerStore.OpenAsync(Original, Cancellation);
        AuditEntry[] entries = [.. Enumerable.Range(from, to - from).Select(position => position == Size - 1 ? Erasure() : Entries.Full() with { EntryId = Guid.CreateVersion7(), ResourceName = $"Playback {position}" })];
        await log.AppendAsync(entries, Cancellation);
        SequencerLease lease = (await store.TakeLeaseAsync("test", Entries.Noon, TimeSpan.FromDays(1), Cancellation))!;
        await store.AddLeavesAsync(lease, from, [.. entries.Select(entry => entry.EntryId)], Cancellation);
        TreeHash[] leaves = [.. (await store.ReadAsync(0, to, Cancellation)).Select(entry => EntryLeaf.HashOfAttested(entry.Attested!.Value.Span))];
        TreeGrowth growth = TiledTree.Empty.Grow(leaves);
        await store.PutTilesAsync(lease, growth.Tiles, Cancellation);
        _latest = new Checkpoint { Origin = Key.Verifier.Name, Size = to, Root = growth.Tree.Root }.Sign(Key).ToBytes();
        await store.AddCheckpointAsync(lease, new StoredCheckpoint(to, _latest, Entries.Noon.AddHours(hour)), Cancellation);
    }

    private static AuditEntry Erasure() => Entries.At(0) with
    {
        AuditableResource = AuditableResources.AuditLog,
        AuditableAction = "ERASE",
        AdditionalMetadata = new JsonText("""{"positions":[[10,12]]}"""),
    };

    private static void Run(string file, string sql)
    {
        using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={file};Pooling=False;Foreign Keys=False"));
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Minutes pass between two looks, so that no test waits for a sequencer that is not there.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimestampFrequency * 60);
    }
}
