using Auditor.Contracts;
using Auditor.Storage.MongoDb;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.Tests.MongoDb;

/// <summary>How a sequencer finds what waits in MongoDB, whatever writers leave behind and others do to their marks.</summary>
public sealed class MongoPendingTests : IAsyncLifetime
{
    private readonly MongoTestDatabase _database = new();
    private readonly SettableTime _time = new();
    private IMongoDatabase _documents = null!;
    private MongoAuditLog _log = null!;
    private MongoLedgerStore _ledger = null!;
    private SequencerLease _lease = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IMongoCollection<BsonDocument> Marks => _documents.GetCollection<BsonDocument>("pendingEntries");

    private IMongoCollection<BsonDocument> Stored => _documents.GetCollection<BsonDocument>("entries");

    public async ValueTask InitializeAsync()
    {
        _database.SkipWithoutServer();
        _documents = _database.Open();
        _log = await MongoAuditLog.OpenAsync(_database.Connection, seal: null, _time, Cancellation);
        _ledger = await MongoLedgerStore.OpenAsync(_database.Connection, _time, Cancellation);
        _lease = (await _ledger.TakeLeaseAsync("test", _time.Now, TimeSpan.FromDays(100), Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
            await _ledger.DisposeAsync();
            await _database.RemoveAsync();
        }
    }

    [Fact]
    public async Task A_mark_stays_while_one_of_its_entries_waits_and_goes_when_all_are_settled()
    {
        AuditEntry[] entries = Entries.EachMinute(3);
        await _log.AppendAsync(entries, Cancellation);
        await _ledger.AddLeavesAsync(_lease, 0, [entries[0].EntryId], Cancellation);
        await _ledger.RefuseAsync(_lease, entries[1].EntryId, "no seal", _time.Now, Cancellation);

        Assert.Equal([entries[2].EntryId], await WaitingAsync());
        Assert.Equal(1, await CountMarksAsync());

        await _ledger.AddLeavesAsync(_lease, 1, [entries[2].EntryId], Cancellation);
        Assert.Empty(await WaitingAsync());
        Assert.Equal(0, await CountMarksAsync());
    }

    [Fact]
    public async Task An_entry_given_again_before_it_is_sequenced_waits_once()
    {
        AuditEntry[] entries = Entries.EachMinute(2);
        await _log.AppendAsync(entries, Cancellation);
        await _log.AppendAsync([entries[1], entries[0]], Cancellation);

        Assert.Equal(entries.Select(entry => entry.EntryId), await WaitingAsync());
        Assert.Equal(2, await _ledger.CountUnsequencedAsync(Cancellation));
    }

    [Fact]
    public async Task A_mark_whose_entry_never_came_is_passed_over_and_goes_only_after_long()
    {
        var late = Guid.CreateVersion7();
        await new MongoPendingMarks(Marks, _time).AddAsync([late], Cancellation);
        AuditEntry entry = Entries.At(0);
        await _log.AppendAsync([entry], Cancellation);

        Assert.Equal([entry.EntryId], await WaitingAsync());
        Assert.Equal(2, await CountMarksAsync());

        _time.Now += MongoUnsequenced.MarkWithoutEntry + TimeSpan.FromSeconds(1);
        Assert.Equal([entry.EntryId], await WaitingAsync());
        Assert.Equal([entry.EntryId], (await Marks.Find(FilterDefinition<BsonDocument>.Empty).SingleAsync(Cancellation))["entryIds"].AsBsonArray.Select(id => id.ToId()));
    }

    [Fact]
    public async Task An_entry_that_comes_long_after_its_mark_is_found_first()
    {
        AuditEntry slow = Entries.At(5);
        await new MongoPendingMarks(Marks, _time).AddAsync([slow.EntryId], Cancellation);
        _time.Now += MongoUnsequenced.MarkWithoutEntry * 0.9;
        AuditEntry quick = Entries.At(0);
        await _log.AppendAsync([quick], Cancellation);
        Assert.Equal([quick.EntryId], await WaitingAsync());

        await Stored.InsertOneAsync(MongoEntryDocument.From(slow, EntryBody.Of(slow), []), cancellationToken: Cancellation);

        Assert.Equal([slow.EntryId, quick.EntryId], await WaitingAsync());
        Assert.Equal(2, await _ledger.CountUnsequencedAsync(Cancellation));
    }

    [Fact]
    public async Task Entries_without_a_mark_are_found_however_many_there_are()
    {
        AuditEntry[] entries = Entries.EachMinute(2300);
        await _log.AppendAsync(entries, Cancellation);
        await Marks.DeleteManyAsync(FilterDefinition<BsonDocument>.Empty, Cancellation);

        var placed = new List<Guid>();
        for (int calls = 0; calls < 10; calls++)
        {
            Guid[] waiting = await WaitingAsync();
            await _ledger.AddLeavesAsync(_lease, placed.Count, waiting, Cancellation);
            placed.AddRange(waiting);
        }

        Assert.Equal(entries.Select(entry => entry.EntryId).Order(), placed.Order());
        Assert.Equal(0, await CountMarksAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mark_removed_while_the_sweep_rests_is_missed_no_longer_than_until_the_next(bool byTakingOver)
    {
        Assert.Empty(await WaitingAsync());
        AuditEntry entry = Entries.At(0);
        await _log.AppendAsync([entry], Cancellation);
        await Marks.DeleteManyAsync(FilterDefinition<BsonDocument>.Empty, Cancellation);
        Assert.Empty(await WaitingAsync());

        if (byTakingOver)
        {
            await _ledger.ReleaseLeaseAsync(_lease, Cancellation);
            await _ledger.TakeLeaseAsync("other", _time.Now, TimeSpan.FromMinutes(1), Cancellation);
        }
        else
        {
            _time.Now += TimeSpan.FromHours(6);
        }

        Assert.Equal([entry.EntryId], await WaitingAsync());
    }

    [Fact]
    public async Task What_nobody_marked_counts_as_stray_until_a_sequencer_sees_it()
    {
        AuditEntry[] entries = Entries.EachMinute(1200);
        await _log.AppendAsync(entries, Cancellation);
        await _ledger.AddLeavesAsync(_lease, 0, [.. entries[..^1].Select(entry => entry.EntryId)], Cancellation);
        AuditEntry forged = Entries.At(3);
        await Stored.InsertOneAsync(MongoEntryDocument.From(forged, EntryBody.Of(forged), []), cancellationToken: Cancellation);
        await Stored.InsertOneAsync(MongoEntryDocument.From(forged, EntryBody.Of(forged), []).Set("_id", "no UUID"), cancellationToken: Cancellation);

        IReadOnlyList<StrayEntry> strays = await _ledger.ListStrayAsync(10, Cancellation);
        Assert.Equal(2, strays.Count);
        Assert.Equal(new StrayEntry(forged.EntryId, Problem: null), strays[0]);
        Assert.Contains("no UUID", strays[1].Problem, StringComparison.Ordinal);

        await using MongoLedgerStore sequencer = await MongoLedgerStore.OpenAsync(_database.Connection, _time, Cancellation);
        await sequencer.ListUnsequencedAsync(10, Cancellation);
        Assert.Contains(forged.EntryId, (await sequencer.ListUnsequencedAsync(10, Cancellation)).Select(entry => entry.EntryId));
        Assert.Equal([Guid.Empty], (await _ledger.ListStrayAsync(10, Cancellation)).Select(stray => stray.EntryId));
    }

    [Fact]
    public async Task Writers_and_sequencers_at_once_leave_no_entry_without_its_one_position()
    {
        AuditEntry[] entries = Entries.EachMinute(120);
        bool written = false;

        async Task WriteAsync(AuditEntry[] mine)
        {
            await using MongoAuditLog log = await MongoAuditLog.OpenAsync(_database.Connection, Cancellation);
            foreach (AuditEntry[] batch in mine.Chunk(5))
            {
                await log.AppendAsync(batch, Cancellation);
                await log.AppendAsync(batch, Cancellation);
            }
        }

        async Task LeadAsync()
        {
            await using MongoLedgerStore ledger = await MongoLedgerStore.OpenAsync(_database.Connection, Cancellation);
            while (true)
            {
                bool last = Volatile.Read(ref written);
                IReadOnlyList<UnsequencedEntry> waiting = await ledger.ListUnsequencedAsync(7, Cancellation);
                if (waiting.Count == 0 && last)
                {
                    return;
                }

                try
                {
                    await ledger.AddLeavesAsync(_lease, await ledger.CountLeavesAsync(Cancellation), [.. waiting.Select(entry => entry.EntryId)], Cancellation);
                }
                catch (LeaseLostException)
                {
                    // The other was there first.
                }
            }
        }

        Task leaders = Task.WhenAll(Task.Run(LeadAsync), Task.Run(LeadAsync));
        await Task.WhenAll(Task.Run(() => WriteAsync(entries[..60])), Task.Run(() => WriteAsync(entries[60..])), Task.Run(() => WriteAsync(entries[30..90])));
        Volatile.Write(ref written, true);
        await leaders;

        IReadOnlyList<LoggedEntry> all = await _ledger.ReadAsync(0, 1000, Cancellation);
        Assert.Equal(Enumerable.Range(0, 120).Select(position => (long)position), all.Select(entry => entry.Position));
        Assert.Equal(entries.Select(entry => entry.EntryId).Order(), all.Select(entry => entry.EntryId).Order());
        Assert.Empty(await _ledger.ListUnsequencedAsync(10, Cancellation));
        Assert.Equal(0, await CountMarksAsync());
    }

    private async Task<Guid[]> WaitingAsync() => [.. (await _ledger.ListUnsequencedAsync(1000, Cancellation)).Select(entry => entry.EntryId)];

    private Task<long> CountMarksAsync() => Marks.CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty, cancellationToken: Cancellation);
}
