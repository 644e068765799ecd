using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="ILedgerStore"/> promises. Every store passes it.</summary>
public abstract class LedgerStoreContract : StoreContract<ILedgerStore>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Entries_wait_for_their_position_in_the_order_in_which_they_were_appended()
    {
        AuditEntry[] entries = [.. Entries.EachMinute(5).Reverse()];
        ILedgerStore ledger = await OpenAsync();
        foreach (AuditEntry entry in entries)
        {
            await AppendAsync(entry);
        }

        IReadOnlyList<UnsequencedEntry> waiting = await ledger.ListUnsequencedAsync(10, Cancellation);

        Assert.Equal(entries.Select(entry => entry.EntryId), waiting.Select(entry => entry.EntryId));
        Assert.Equal(EntryLeaf.AttestedOf(entries[0]), waiting[0].Attested.ToArray());
        Assert.Equal(Seal(waiting[0].Attested.Span), waiting[0].Seal.ToArray());
        Assert.Equal(2, (await ledger.ListUnsequencedAsync(2, Cancellation)).Count);
        Assert.Equal(5, await ledger.CountUnsequencedAsync(Cancellation));
    }

    [Fact]
    public async Task A_position_once_given_is_the_entrys_for_good()
    {
        (ILedgerStore ledger, SequencerLease lease, AuditEntry[] entries) = await SequencedAsync(3);

        Assert.Equal(3, await ledger.CountLeavesAsync(Cancellation));
        Assert.Equal(1, await ledger.FindPositionAsync(entries[1].EntryId, Cancellation));
        Assert.Equal(0, await ledger.FindPositionAsync(entries[0].EntryId, Cancellation));
        Assert.Null(await ledger.FindPositionAsync(Guid.CreateVersion7(), Cancellation));
        Assert.Empty(await ledger.ListUnsequencedAsync(10, Cancellation));
        IReadOnlyList<LoggedEntry> read = await ledger.ReadAsync(1, 10, Cancellation);
        Assert.Equal([1L, 2L], read.Select(entry => entry.Position));
        Assert.Equal(EntryLeaf.AttestedOf(entries[2]), read[1].Attested!.Value.ToArray());
        Assert.Equal(Seal(read[1].Attested!.Value.Span), read[1].Seal.ToArray());

        AuditEntry late = Entries.At(9);
        await AppendAsync(late);
        await Assert.ThrowsAsync<LeaseLostException>(() => ledger.AddLeavesAsync(lease, 2, [late.EntryId], Cancellation));
        await Assert.ThrowsAsync<LeaseLostException>(() => ledger.AddLeavesAsync(lease, 4, [late.EntryId], Cancellation));
        await Assert.ThrowsAsync<LeaseLostException>(() => ledger.AddLeavesAsync(lease, 3, [entries[0].EntryId], Cancellation));
        Assert.Equal(3, await ledger.CountLeavesAsync(Cancellation));
    }

    [Fact]
    public async Task An_entry_is_read_with_its_position_once_it_has_one()
    {
        (_, _, AuditEntry[] entries) = await SequencedAsync(2);
        AuditEntry late = Entries.At(9);
        await AppendAsync(late);

        IAuditLog log = await OpenLogAsync();

        Assert.Equal(1, (await log.FindAsync(entries[1].EntryId, Cancellation))!.Position);
        Assert.Null((await log.FindAsync(late.EntryId, Cancellation))!.Position);
        AuditPage page = await log.QueryAsync(new AuditQuery(new AuditFilter(), OldestFirst: true), Cancellation);
        Assert.Equal([0L, 1L, null], page.Entries.Select(entry => entry.Position));
    }

    [Fact]
    public async Task The_lease_is_one_holders_until_it_runs_out_or_is_given_back_and_its_token_only_grows()
    {
        ILedgerStore ledger = await OpenAsync();
        SequencerLease one = (await ledger.TakeLeaseAsync("one", Entries.Noon, Minute, Cancellation))!;

        Assert.Null(await ledger.TakeLeaseAsync("other", Entries.Noon + (Minute / 2), Minute, Cancellation));
        SequencerLease renewed = (await ledger.TakeLeaseAsync("one", Entries.Noon + (Minute / 2), Minute, Cancellation))!;
        Assert.Equal(one.Token, renewed.Token);
        Assert.Equal(Entries.Noon + (Minute * 1.5), renewed.ExpiresAt);
        Assert.Null(await ledger.TakeLeaseAsync("other", Entries.Noon + Minute, Minute, Cancellation));

        SequencerLease other = (await ledger.TakeLeaseAsync("other", Entries.Noon + (Minute * 1.5), Minute, Cancellation))!;
        Assert.True(other.Token > one.Token);
        await ledger.ReleaseLeaseAsync(renewed, Cancellation);
        Assert.Null(await ledger.TakeLeaseAsync("one", Entries.Noon + (Minute * 2), Minute, Cancellation));
        await ledger.ReleaseLeaseAsync(other, Cancellation);
        Assert.True((await ledger.TakeLeaseAsync("one", Entries.Noon + (Minute * 2), Minute, Cancellation))!.Token > other.Token);
    }

    [Fact]
    public async Task A_lease_of_a_clock_that_was_far_ahead_keeps_nobody_out()
    {
        ILedgerStore ledger = await OpenAsync();
        SequencerLease first = (await ledger.TakeLeaseAsync("one", Entries.Noon.AddDays(400), Minute, Cancellation))!;

        // Whoever had it is gone, and the clock was set right.
        SequencerLease taken = (await ledger.TakeLeaseAsync("other", Entries.Noon, Minute, Cancellation))!;

        Assert.True(taken.Token > first.Token);
        await Assert.ThrowsAsync<LeaseLostException>(() => ledger.AddLeavesAsync(first, 0, [], Cancellation));
        // Clocks that differ as those of two machines do are no reason.
        Assert.Null(await ledger.TakeLeaseAsync("one", Entries.Noon - LeaseTime.LongestCredible + Minute, Minute, Cancellation));
    }

    [Fact]
    public async Task Two_that_both_believe_to_lead_never_give_a_position_or_an_entry_twice()
    {
        AuditEntry[] entries = Entries.EachMinute(60);
        foreach (AuditEntry[] batch in entries.Chunk(20))
        {
            await AppendAsync(batch);
        }

        // Neither looks at its lease: each takes one anew whenever it was refused, and believes in it for ever.
        async Task LeadAsync(string name, int batchSize)
        {
            ILedgerStore ledger = await OpenAsync();
            DateTimeOffset now = Entries.Noon;
            while (await ledger.ListUnsequencedAsync(batchSize, Cancellation) is { Count: > 0 } waiting)
            {
                now += Minute;
                SequencerLease lease = await ledger.TakeLeaseAsync(name, now, TimeSpan.Zero, Cancellation) ?? new SequencerLease(0, name, now);
                long first = await ledger.CountLeavesAsync(Cancellation);
                await Task.Yield();
                try
                {
                    await ledger.AddLeavesAsync(lease, first, [.. waiting.Select(entry => entry.EntryId)], Cancellation);
                }
                catch (LeaseLostException)
                {
                    // The other was there first.
                }
            }
        }

        await Task.WhenAll(Task.Run(() => LeadAsync("one", 3)), Task.Run(() => LeadAsync("other", 4)), Task.Run(() => LeadAsync("third", 5)));

        IReadOnlyList<LoggedEntry> all = await (await OpenAsync()).ReadAsync(0, 100, Cancellation);
        Assert.Equal(Enumerable.Range(0, 60).Select(position => (long)position), all.Select(entry => entry.Position));
        Assert.Equal(entries.Select(entry => entry.EntryId).Order(), all.Select(entry => entry.EntryId).Order());
    }

    [Fact]
    public async Task Of_a_tile_the_widest_is_kept_and_its_beginning_serves_for_the_narrower_ones()
    {
        (ILedgerStore ledger, SequencerLease lease, _) = await SequencedAsync(1);
        byte[] wide = [.. Enumerable.Range(0, 3 * TreeHash.Length).Select(i => (byte)i)];
        var narrow = new TileAddress(0, 7, 2);
        await ledger.PutTilesAsync(lease, [new Tile(narrow, wide.AsMemory(0, narrow.Bytes))], Cancellation);
        Assert.Null(await ledger.ReadTileAsync(new TileAddress(0, 7, 3), Cancellation));

        await ledger.PutTilesAsync(lease, [new Tile(new TileAddress(0, 7, 3), wide)], Cancellation);
        await ledger.PutTilesAsync(lease, [new Tile(narrow, new byte[narrow.Bytes])], Cancellation);

        Assert.Equal(wide, (await ledger.ReadTileAsync(new TileAddress(0, 7, 3), Cancellation))!.Value.ToArray());
        Assert.Equal(wide[..narrow.Bytes], (await ledger.ReadTileAsync(narrow, Cancellation))!.Value.ToArray());
        Assert.Null(await ledger.ReadTileAsync(new TileAddress(1, 7, 2), Cancellation));
        Assert.Null(await ledger.ReadTileAsync(new TileAddress(0, 7), Cancellation));
    }

    [Fact]
    public async Task The_latest_checkpoint_is_the_largest_and_of_each_hour_the_last_is_kept()
    {
        (ILedgerStore ledger, SequencerLease lease, _) = await SequencedAsync(1);
        Assert.Null(await ledger.LatestCheckpointAsync(Cancellation));
        foreach ((long size, double minutes) in ((long, double)[])[(1, 0), (2, 10), (3, 59), (4, 61), (2, 62), (9, 180)])
        {
            await ledger.AddCheckpointAsync(lease, new StoredCheckpoint(size, new byte[] { (byte)size }, Entries.Noon.AddMinutes(minutes)), Cancellation);
        }

        StoredCheckpoint latest = (await ledger.LatestCheckpointAsync(Cancellation))!;
        Assert.Equal(9, latest.Size);
        Assert.Equal([9], latest.Note.ToArray());
        Assert.Equal(Entries.Noon.AddMinutes(180), latest.SignedAt);
        Assert.Equal([9L, 4L, 3L], (await ledger.ListCheckpointsAsync(10, Cancellation)).Select(checkpoint => checkpoint.Size));
    }

    [Fact]
    public async Task The_first_identity_stays()
    {
        ILedgerStore ledger = await OpenAsync();
        var mine = new LogIdentity("auditor.example/log", "key one");

        Assert.Equal(mine, await ledger.ClaimAsync(mine, Cancellation));
        Assert.Equal(mine, await (await ReopenAsync()).ClaimAsync(new LogIdentity("auditor.example/other", "key two"), Cancellation));
    }

    [Fact]
    public async Task A_refused_entry_gets_no_position_and_counts_as_stray()
    {
        (ILedgerStore ledger, SequencerLease lease, _) = await SequencedAsync(2);
        AuditEntry[] more = Entries.EachMinute(2);
        await AppendAsync(more[0]);
        await AppendAsync(more[1]);

        await ledger.RefuseAsync(lease, more[0].EntryId, "no seal", Entries.Noon, Cancellation);

        Assert.Equal(more[1].EntryId, Assert.Single(await ledger.ListUnsequencedAsync(10, Cancellation)).EntryId);
        await ledger.AddLeavesAsync(lease, 2, [more[1].EntryId], Cancellation);
        Assert.Empty(await ledger.ListUnsequencedAsync(10, Cancellation));
        Assert.Equal(1, await ledger.CountRefusedAsync(Cancellation));
        Assert.Equal(new StrayEntry(more[0].EntryId, "no seal"), Assert.Single(await ledger.ListStrayAsync(10, Cancellation)));
    }

    [Fact]
    public async Task What_is_erased_is_gone_and_its_position_stays()
    {
        (ILedgerStore ledger, _, AuditEntry[] entries) = await SequencedAsync(4);
        IAuditLog log = await OpenLogAsync();

        Assert.Equal(2, await ledger.EraseAsync([0, 2, 3], Cancellation));
        Assert.Equal(0, await ledger.EraseAsync([0, 2, 17], Cancellation));

        IReadOnlyList<LoggedEntry> left = await ledger.ReadAsync(0, 10, Cancellation);
        Assert.Equal(entries.Select(entry => entry.EntryId), left.Select(entry => entry.EntryId));
        Assert.Equal([true, false, true, false], left.Select(entry => entry.Attested is null));
        Assert.Null(await log.FindAsync(entries[0].EntryId, Cancellation));
        Assert.Equal(2, await log.CountAsync(new AuditFilter(), Cancellation));
        Assert.Equal(2, await log.CountAsync(new AuditFilter { Camera = "Entrance" }, Cancellation));
        Assert.Empty(await ledger.ListUnsequencedAsync(10, Cancellation));
        Assert.Empty(await ledger.ListStrayAsync(10, Cancellation));
        Assert.Empty(await ledger.CheckIndexAsync(0, 10, Cancellation));
    }

    [Fact]
    public async Task What_was_erased_does_not_come_back_by_being_given_again()
    {
        (ILedgerStore ledger, _, AuditEntry[] entries) = await SequencedAsync(3);
        await ledger.EraseAsync([1], Cancellation);

        IReadOnlyList<AppendResult> again = await (await OpenLogAsync()).AppendAsync([entries[0] with { Reason = "again" }, entries[1]], Cancellation);

        Assert.Equal([true, true], again.Select(result => result.AlreadyThere));
        Assert.Equal([0L, 1L], again.Select(result => result.Entry.Position));
        Assert.Null(again[0].Entry.Reason);
        Assert.Null((await ledger.ReadAsync(1, 1, Cancellation))[0].Attested);
        Assert.Empty(await ledger.ListUnsequencedAsync(10, Cancellation));
    }

    [Fact]
    public async Task The_index_of_what_was_appended_has_no_fault()
    {
        (ILedgerStore ledger, SequencerLease lease, _) = await SequencedAsync(3);
        AuditEntry full = Entries.Full();
        await AppendAsync(full);
        await ledger.AddLeavesAsync(lease, 3, [full.EntryId], Cancellation);

        Assert.Empty(await ledger.CheckIndexAsync(0, 100, Cancellation));
    }

    /// <summary>A seal that a test can make itself.</summary>
    protected static byte[] Seal(ReadOnlySpan<byte> attested) => [(byte)attested.Length, attested[^2]];

    /// <summary>An audit log on the test's data that seals with <see cref="Seal"/>.</summary>
    protected abstract Task<IAuditLog> OpenLogAsync();

    protected async Task AppendAsync(params AuditEntry[] entries) => await (await OpenLogAsync()).AppendAsync(entries, Cancellation);

    protected async Task<(ILedgerStore Ledger, SequencerLease Lease, AuditEntry[] Entries)> SequencedAsync(int count)
    {
        AuditEntry[] entries = Entries.EachMinute(count);
        ILedgerStore ledger = await OpenAsync();
        foreach (AuditEntry entry in entries)
        {
            await AppendAsync(entry);
        }

        SequencerLease lease = (await ledger.TakeLeaseAsync("test", Entries.Noon, Minute, Cancellation))!;
        await ledger.AddLeavesAsync(lease, 0, [.. entries.Select(entry => entry.EntryId)], Cancellation);
        return (ledger, lease, entries);
    }
}
