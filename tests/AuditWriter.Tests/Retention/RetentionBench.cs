using Auditor.AuditWriter.Appending;
using Auditor.AuditWriter.Retention;
using Auditor.AuditWriter.Sequencing;
using Auditor.AuditWriter.Tests.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Tests.Retention;

/// <summary>A real store, a real sequencer that goes on beside the test, and retention on it.</summary>
internal sealed class RetentionBench : IAsyncDisposable, ILeadership
{
    private readonly CancellationTokenSource _stop = new();
    private readonly AppendSignal _signal = new();
    private readonly GroupCommit _commits;
    private Task _sequencing = Task.CompletedTask;

    private RetentionBench(TemporaryLog log)
    {
        Log = log;
        Store = SqliteRetentionStore.Of(log.Entries);
        Sessions = SqliteClientSessionStore.Of(log.Entries);
        _commits = new GroupCommit(log.Entries, _signal, Options.Create(new AppendOptions()), TimeProvider.System, NullLogger<GroupCommit>.Instance);
        // What it announces waits for a bus for ever.
        Own = new OwnEntries(_commits, bus: null!, NullLogger<OwnEntries>.Instance);
        Desk = new RetentionDesk(Store, Own, TimeProvider.System, NullLogger<RetentionDesk>.Instance);
    }

    public TemporaryLog Log { get; }

    public SqliteRetentionStore Store { get; }

    public SqliteClientSessionStore Sessions { get; }

    public OwnEntries Own { get; }

    public RetentionDesk Desk { get; }

    public bool Leads { get; set; } = true;

    public static async Task<RetentionBench> StartAsync()
    {
        var bench = new RetentionBench(await TemporaryLog.OpenAsync());
        await bench._commits.StartAsync(CancellationToken.None);
        bench._sequencing = Task.Run(bench.SequenceAsync);
        return bench;
    }

    /// <summary>Entries of long ago, in the log and proven.</summary>
    public async Task<AuditEntry[]> LogAsync(int count, Func<int, AuditEntry, AuditEntry>? change = null)
    {
        AuditEntry[] entries = [.. Enumerable.Range(0, count).Select(number => (change ?? ((_, entry) => entry))(number, Old(number)))];
        await Log.Entries.AppendAsync(entries, CancellationToken.None);
        await ProvenAsync(entries[^1].EntryId);
        return entries;
    }

    public async Task ProvenAsync(Guid entryId)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(30);
        while (await Log.Ledger.FindPositionAsync(entryId, CancellationToken.None) is not { } position
            || !((await Log.Ledger.LatestCheckpointAsync(CancellationToken.None))?.Size > position))
        {
            Assert.True(DateTime.UtcNow < until, $"{entryId} was not proven.");
            await Task.Delay(10);
        }
    }

    /// <summary>Puts one ceiling for all but the log of the log in force.</summary>
    public async Task SetCeilingAsync(int days) => Assert.True(await Desk.SetPoliciesAsync(
        (await Desk.LoadAsync(CancellationToken.None)).Policies.Revision,
        [new RetentionPolicy { Class = RetentionPolicy.TheRest, Ceiling = new RetentionCeiling { Days = days } }],
        new Actor { Name = "admin" },
        CancellationToken.None));

    public Task<LegalHold> HoldAsync(string name, AuditFilter filter) =>
        Desk.PlaceAsync(new LegalHold { Name = name, Reason = "case", Filter = filter }, new Actor { Name = "admin" }, CancellationToken.None);

    public async Task<RetentionRun> AskAsync()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var run = new RetentionRun
        {
            RunId = Guid.CreateVersion7(),
            RequestedBy = new Actor { Name = "admin" },
            RequestedAt = now,
            AsOf = now,
            PolicyRevision = (await Desk.LoadAsync(CancellationToken.None)).Policies.Revision,
        };
        await Store.PutRunAsync(run, CancellationToken.None);
        return run;
    }

    public async Task<RetentionRun> RunAsync(RetentionRun run, IRetentionStore? store = null) =>
        await new RetentionExecution(store ?? Store, Sessions, Log.Entries, Log.Ledger, Log.Key, Own, this, new RetentionOptions(), TimeProvider.System)
            .ExecuteAsync(await Store.FindRunAsync(run.RunId, CancellationToken.None) ?? run, CancellationToken.None);

    /// <summary>Positions whose bodies are not there.</summary>
    public async Task<long[]> MissingAsync()
    {
        long size = await Log.Ledger.CountLeavesAsync(CancellationToken.None);
        return [.. (await Log.Ledger.ReadAsync(0, (int)size, CancellationToken.None)).Where(entry => entry.Attested is null).Select(entry => entry.Position)];
    }

    public async Task<IReadOnlyList<AuditEntry>> OwnEntriesAsync(string action) =>
        (await Log.Entries.QueryAsync(
            new AuditQuery(new AuditFilter { Resource = AuditableResources.AuditLog, Action = action }, 1000, OldestFirst: true), CancellationToken.None)).Entries;

    /// <summary>What is missing is declared; what is there, with the hashes of what is missing, gives the signed root.</summary>
    public async Task AssertProvenAsync()
    {
        long size = 0;
        Checkpoint signed = null!;
        while (size != await Log.Ledger.CountLeavesAsync(CancellationToken.None))
        {
            signed = Checkpoint.Parse(SignedNote.Parse((await Log.Ledger.LatestCheckpointAsync(CancellationToken.None))!.Note.Span).Text);
            size = signed.Size;
        }

        HashSet<long> declared =
        [
            .. (await OwnEntriesAsync(AuditableActions.Erase)).SelectMany(entry => PositionRangeList.Positions(RetentionEntries.NoticeIn(entry)!.Positions ?? [])),
        ];
        var frontier = new TreeFrontier();
        foreach (LoggedEntry entry in await Log.Ledger.ReadAsync(0, (int)size, CancellationToken.None))
        {
            Assert.True(entry.Attested is not null || declared.Contains(entry.Position), $"{entry.Position} is missing and not declared.");
            frontier.Append(entry.Attested is { } attested ? EntryLeaf.HashOfJson(attested.Span) : await StoredHashAsync(entry.Position, size));
        }

        Assert.Equal(signed.Root, frontier.Root());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sequencing;
        await _commits.StopAsync(CancellationToken.None);
        Desk.Dispose();
        Own.Dispose();
        _commits.Dispose();
        _signal.Dispose();
        _stop.Dispose();
        await Log.DisposeAsync();
    }

    private static AuditEntry Old(int number) => new()
    {
        EntryId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.Playback,
        AuditableAction = AuditableActions.Enter,
        ResourceName = "Playback",
        Actor = new Actor { Name = number % 2 == 0 ? "anna" : "ben" },
        OccurredAt = TemporaryLog.Noon.AddYears(-5).AddMinutes(number),
        AcceptedAt = TemporaryLog.Noon.AddYears(-5).AddMinutes(number),
        AppendedAt = TemporaryLog.Noon.AddYears(-5).AddMinutes(number),
    };

    private async Task<TreeHash> StoredHashAsync(long position, long size)
    {
        long index = position / 256;
        var tile = new TileAddress(0, index, (int)Math.Min(256, size - (index * 256)));
        byte[] hashes = (await Log.Ledger.ReadTileAsync(tile, CancellationToken.None))!.Value.ToArray();
        return new TreeHash(hashes.AsSpan((int)(position % 256) * TreeHash.Length, TreeHash.Length));
    }

    private async Task SequenceAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Log.SequenceAsync();
            await _signal.WaitAsync(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }
}
