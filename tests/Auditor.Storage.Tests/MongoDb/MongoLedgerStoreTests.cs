using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage.MongoDb;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.Tests.MongoDb;

public sealed class MongoLedgerStoreTests : LedgerStoreContract
{
    private readonly MongoTestDatabase _database = new();
    private MongoAuditLog? _log;

    public override ValueTask InitializeAsync()
    {
        _database.SkipWithoutServer();
        return base.InitializeAsync();
    }

    [Theory]
    [InlineData("tenant", "'elsewhere'")]
    [InlineData("occurredAt", "5")]
    [InlineData("occurredAt", "null")]
    [InlineData("hasRecording", "true")]
    [InlineData("actorKeys", "[]")]
    [InlineData("cameras", "[{ key: 'ELSEWHERE', value: 'Elsewhere', name: 'Elsewhere' }]")]
    [InlineData("rules", "[{ key: 1, value: '1', name: 'Rule' }]")]
    public async Task A_changed_field_beside_an_entry_is_a_fault_of_that_entry(string field, string value)
    {
        (ILedgerStore ledger, _, AuditEntry[] entries) = await SequencedAsync(3);
        await ChangeAsync(entries[1], Builders<BsonDocument>.Update.Set(field, BsonDocument.Parse($"{{ value: {value} }}")["value"]));

        IndexFault fault = Assert.Single(await ledger.CheckIndexAsync(0, 100, Cancellation));

        Assert.Equal(new IndexFault(1, entries[1].EntryId, field), fault);
    }

    [Fact]
    public async Task A_body_that_is_another_entrys_is_a_fault_of_the_id()
    {
        (ILedgerStore ledger, _, AuditEntry[] entries) = await SequencedAsync(3);
        await ChangeAsync(entries[1], Builders<BsonDocument>.Update.Set("body", new BsonBinaryData(EntryLeaf.AttestedOf(entries[0]))));

        Assert.Equal(new IndexFault(1, entries[1].EntryId, "_id"), Assert.Single(await ledger.CheckIndexAsync(0, 100, Cancellation)));
    }

    [Fact]
    public async Task A_body_that_is_no_bytes_any_more_is_read_as_none_of_the_right_ones()
    {
        (ILedgerStore ledger, _, AuditEntry[] entries) = await SequencedAsync(3);
        await ChangeAsync(entries[1], Builders<BsonDocument>.Update.Set("body", "text").Unset("seal"));

        LoggedEntry read = (await ledger.ReadAsync(1, 1, Cancellation))[0];

        Assert.Equal(0, read.Attested!.Value.Length);
        Assert.Equal(0, read.Seal.Length);
        Assert.Empty(await ledger.CheckIndexAsync(0, 100, Cancellation));
    }

    [Fact]
    public async Task A_batch_that_meets_what_is_given_leaves_no_hole()
    {
        (ILedgerStore ledger, SequencerLease lease, AuditEntry[] entries) = await SequencedAsync(2);
        AuditEntry[] more = Entries.EachMinute(3);
        await AppendAsync(more);

        await Assert.ThrowsAsync<LeaseLostException>(
            () => ledger.AddLeavesAsync(lease, 2, [more[0].EntryId, entries[0].EntryId, more[1].EntryId], Cancellation));

        Assert.Equal(3, await ledger.CountLeavesAsync(Cancellation));
        Assert.Equal([0L, 1L, 2L], (await ledger.ReadAsync(0, 10, Cancellation)).Select(entry => entry.Position));
        await ledger.AddLeavesAsync(lease, 3, [more[1].EntryId, more[2].EntryId], Cancellation);
        Assert.Equal(5, (await ledger.ReadAsync(0, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Positions_are_given_once_whatever_lease_is_believed_in()
    {
        AuditEntry[] entries = Entries.EachMinute(40);
        await AppendAsync(entries);
        ILedgerStore ledger = await OpenAsync();
        SequencerLease lease = (await ledger.TakeLeaseAsync("test", Entries.Noon, TimeSpan.FromMinutes(1), Cancellation))!;

        // The same token for both: nothing but the keys decides.
        async Task LeadAsync(IEnumerable<Guid> order)
        {
            Guid[] mine = [.. order];
            while (await ledger.CountLeavesAsync(Cancellation) is < 40 and var first)
            {
                IReadOnlyList<LoggedEntry> given = await ledger.ReadAsync(0, 100, Cancellation);
                try
                {
                    await ledger.AddLeavesAsync(lease, first, [.. mine.Except(given.Select(entry => entry.EntryId)).Take(6)], Cancellation);
                }
                catch (LeaseLostException)
                {
                    // The other was there first.
                }
            }
        }

        Guid[] ids = [.. entries.Select(entry => entry.EntryId)];
        await Task.WhenAll(Task.Run(() => LeadAsync(ids)), Task.Run(() => LeadAsync(ids.Reverse())), Task.Run(() => LeadAsync(ids.Skip(20).Concat(ids.Take(20)))));

        IReadOnlyList<LoggedEntry> all = await ledger.ReadAsync(0, 100, Cancellation);
        Assert.Equal(Enumerable.Range(0, 40).Select(position => (long)position), all.Select(entry => entry.Position));
        Assert.Equal(ids.Order(), all.Select(entry => entry.EntryId).Order());
    }

    [Fact]
    public async Task Of_tiles_put_at_once_the_widest_stays()
    {
        (ILedgerStore ledger, SequencerLease lease, _) = await SequencedAsync(1);
        byte[] wide = [.. Enumerable.Range(0, 20 * TreeHash.Length).Select(i => (byte)i)];
        Tile[] tiles = [.. Enumerable.Range(1, 20).Select(width => new TileAddress(0, 7, width)).Select(address => new Tile(address, wide.AsMemory(0, address.Bytes)))];

        await Task.WhenAll(tiles.Reverse().Select(tile => Task.Run(() => ledger.PutTilesAsync(lease, [tile], Cancellation))));

        Assert.Equal(wide, (await ledger.ReadTileAsync(new TileAddress(0, 7, 20), Cancellation))!.Value.ToArray());
    }

    protected override async Task<ILedgerStore> OpenStoreAsync() => await MongoLedgerStore.OpenAsync(_database.Connection, Cancellation);

    protected override async Task<IAuditLog> OpenLogAsync() => _log ??= await MongoAuditLog.OpenAsync(_database.Connection, Seal, Cancellation);

    protected override async ValueTask RemoveAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
        }

        await _database.RemoveAsync();
    }

    private Task<UpdateResult> ChangeAsync(AuditEntry entry, UpdateDefinition<BsonDocument> change) =>
        _database.Open().GetCollection<BsonDocument>("entries").UpdateOneAsync(
            Builders<BsonDocument>.Filter.Eq("_id", entry.EntryId.ToBson()), change, cancellationToken: Cancellation);
}
