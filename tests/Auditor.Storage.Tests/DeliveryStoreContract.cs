using Auditor.Wire;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="ISubscriptionStore"/> promises of leases, progress and requests. Every store passes it.</summary>
public abstract class DeliveryStoreContract : StoreContract<ISubscriptionStore>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_lease_is_one_holders_until_it_runs_out_and_its_token_rises_with_the_next()
    {
        Guid[] ids = Ids(2);
        ISubscriptionStore[] stores = [await OpenAsync(), await OpenAsync()];

        IReadOnlyList<DeliveryLease> first = await stores[0].TakeLeasesAsync([ids[0]], "one", Entries.Noon, Minute, Cancellation);
        IReadOnlyList<DeliveryLease> refused = await stores[1].TakeLeasesAsync(ids, "two", Entries.Noon.AddSeconds(59), Minute, Cancellation);
        IReadOnlyList<DeliveryLease> longer = await stores[0].TakeLeasesAsync(ids, "one", Entries.Noon.AddSeconds(59), Minute, Cancellation);
        IReadOnlyList<DeliveryLease> still = await stores[1].TakeLeasesAsync([ids[0]], "two", Entries.Noon.AddSeconds(60), Minute, Cancellation);
        IReadOnlyList<DeliveryLease> over = await stores[1].TakeLeasesAsync(ids, "two", Entries.Noon.AddSeconds(119), Minute, Cancellation);

        DeliveryLease mine = Assert.Single(first);
        Assert.Equal((ids[0], "one"), (mine.SubscriptionId, mine.Holder));
        Assert.Equal(ids[1], Assert.Single(refused).SubscriptionId);
        Assert.Equal(mine, Assert.Single(longer));
        Assert.Empty(still);
        Assert.Equal(ids.Order(), over.Select(lease => lease.SubscriptionId).Order());
        Assert.True(Of(over, ids[0]).Token > mine.Token);
        Assert.Equal(Of(refused, ids[1]), Of(over, ids[1]));
        Assert.Empty(await stores[0].TakeLeasesAsync([], "one", Entries.Noon, Minute, Cancellation));
    }

    [Fact]
    public async Task A_lease_of_a_clock_that_was_far_ahead_keeps_nobody_out()
    {
        Guid[] ids = Ids(1);
        ISubscriptionStore[] stores = [await OpenAsync(), await OpenAsync()];
        DateTimeOffset wrong = Entries.Noon.AddDays(400);
        DeliveryLease first = Assert.Single(await stores[0].TakeLeasesAsync(ids, "one", wrong, Minute, Cancellation));

        // Whoever had it is gone, and the clock was set right.
        DeliveryLease taken = Assert.Single(await stores[1].TakeLeasesAsync(ids, "two", Entries.Noon, Minute, Cancellation));

        Assert.True(taken.Token > first.Token);
        // Clocks that differ as those of two machines do are no reason.
        Assert.Empty(await stores[0].TakeLeasesAsync(ids, "one", Entries.Noon - LeaseTime.LongestCredible + Minute, Minute, Cancellation));
    }

    [Fact]
    public async Task A_lease_that_has_run_out_and_that_nobody_took_is_still_the_holders()
    {
        Guid[] ids = Ids(1);
        ISubscriptionStore store = await OpenAsync();
        DeliveryLease lease = Assert.Single(await store.TakeLeasesAsync(ids, "one", Entries.Noon, Minute, Cancellation));

        DeliveryLease late = Assert.Single(await store.TakeLeasesAsync(ids, "one", Entries.Noon.AddHours(1), Minute, Cancellation));

        Assert.Equal(lease, late);
        Assert.Empty(await store.TakeLeasesAsync(ids, "two", Entries.Noon.AddHours(1).AddSeconds(59), Minute, Cancellation));
    }

    [Fact]
    public async Task A_lease_given_back_is_free_at_once_and_one_that_was_lost_is_left_alone()
    {
        Guid[] ids = Ids(2);
        ISubscriptionStore store = await OpenAsync();
        IReadOnlyList<DeliveryLease> mine = await store.TakeLeasesAsync(ids, "one", Entries.Noon, Minute, Cancellation);

        await store.ReleaseLeasesAsync([Of(mine, ids[0])], Cancellation);
        DeliveryLease theirs = Assert.Single(await store.TakeLeasesAsync(ids, "two", Entries.Noon, Minute, Cancellation));
        await store.ReleaseLeasesAsync(mine, Cancellation);
        IReadOnlyList<DeliveryLease> others = await store.TakeLeasesAsync(ids, "three", Entries.Noon, Minute, Cancellation);

        Assert.Equal(ids[0], theirs.SubscriptionId);
        Assert.True(theirs.Token > Of(mine, ids[0]).Token);
        Assert.Equal(ids[1], Assert.Single(others).SubscriptionId);
        await store.SaveProgressAsync(theirs, theirs.At(1), Cancellation);
    }

    [Fact]
    public async Task A_lease_given_back_cannot_write_any_more_also_when_its_holder_has_it_again()
    {
        Guid[] ids = Ids(1);
        ISubscriptionStore store = await OpenAsync();
        DeliveryLease old = Assert.Single(await store.TakeLeasesAsync(ids, "one", Entries.Noon, Minute, Cancellation));
        await store.ReleaseLeasesAsync([old], Cancellation);

        await Assert.ThrowsAsync<LeaseLostException>(() => store.SaveProgressAsync(old, old.At(1), Cancellation));
        DeliveryLease again = Assert.Single(await store.TakeLeasesAsync(ids, "one", Entries.Noon, Minute, Cancellation));
        await Assert.ThrowsAsync<LeaseLostException>(() => store.SaveProgressAsync(old, old.At(1), Cancellation));

        Assert.True(again.Token > old.Token);
        await store.SaveProgressAsync(again, again.At(2), Cancellation);
        Assert.Equal(2, Assert.Single(await store.ListProgressAsync(Cancellation)).Position);
    }

    [Fact]
    public async Task Of_processes_that_want_the_same_leases_at_once_each_is_given_to_one()
    {
        Guid[] ids = Ids(30);
        ISubscriptionStore[] stores = [await OpenAsync(), await OpenAsync(), await OpenAsync()];

        IReadOnlyList<DeliveryLease>[] taken = await Task.WhenAll(stores.SelectMany((store, i) => ids.Chunk(10).Select(some =>
            Task.Run(() => store.TakeLeasesAsync(some, $"process {i}", Entries.Noon, Minute, Cancellation)))));

        Assert.Equal(ids.Order(), taken.SelectMany(leases => leases).Select(lease => lease.SubscriptionId).Order());
    }

    [Fact]
    public async Task Progress_comes_back_as_it_was_also_after_reopening_and_to_the_next_holder()
    {
        Guid[] ids = Ids(3);
        ISubscriptionStore store = await OpenAsync();
        IReadOnlyList<DeliveryLease> leases = await store.TakeLeasesAsync(ids, "one", Entries.Noon, Minute, Cancellation);
        var full = new DeliveryProgress
        {
            SubscriptionId = ids[0],
            Position = 12_345_678_901,
            AcknowledgedPosition = 12_345_678_900,
            AcknowledgedEntryId = Guid.CreateVersion7(),
            AcknowledgedAt = Entries.Noon.AddTicks(7),
            Delivered = 4_000_000_000,
            Erased = 3,
            Failures = 2,
            FailingSince = Entries.Noon.AddTicks(1),
            LastFailure = "503 – \"später\" 🎥",
            NextAttemptAt = Entries.Noon.AddMinutes(1),
            RequestsDone = 9,
        };
        await store.SaveProgressAsync(Of(leases, ids[0]), full with { Position = 1 }, Cancellation);
        await store.SaveProgressAsync(Of(leases, ids[0]), full, Cancellation);
        await store.SaveProgressAsync(Of(leases, ids[1]), Of(leases, ids[1]).At(0), Cancellation);

        store = await ReopenAsync();
        await store.TakeLeasesAsync(ids, "two", Entries.Noon.AddHours(1), Minute, Cancellation);
        IReadOnlyList<DeliveryProgress> progress = await store.ListProgressAsync(Cancellation);

        Assert.Equal(2, progress.Count);
        Assert.Equal(full, progress.Single(one => one.SubscriptionId == ids[0]));
        Assert.Equal(new DeliveryProgress { SubscriptionId = ids[1] }, progress.Single(one => one.SubscriptionId == ids[1]));
    }

    [Fact]
    public async Task Progress_under_a_lease_that_another_has_or_that_never_was_is_refused()
    {
        Guid[] ids = Ids(2);
        ISubscriptionStore store = await OpenAsync();
        DeliveryLease lost = Assert.Single(await store.TakeLeasesAsync([ids[0]], "one", Entries.Noon, Minute, Cancellation));
        await store.SaveProgressAsync(lost, lost.At(5), Cancellation);
        DeliveryLease theirs = Assert.Single(await store.TakeLeasesAsync([ids[0]], "two", Entries.Noon + Minute, Minute, Cancellation));
        var never = new DeliveryLease(ids[1], "one", 1);

        foreach (DeliveryLease lease in new[] { lost, lost with { Holder = "two" }, lost with { Token = theirs.Token }, theirs with { Token = theirs.Token + 1 }, never })
        {
            await Assert.ThrowsAsync<LeaseLostException>(() => store.SaveProgressAsync(lease, lease.At(99), Cancellation));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => store.SaveProgressAsync(theirs, never.At(99), Cancellation));
        Assert.Equal(5, Assert.Single(await store.ListProgressAsync(Cancellation)).Position);
        await store.SaveProgressAsync(theirs, theirs.At(6), Cancellation);
    }

    /// <summary>Each in turn takes the lease while the one before writes: what the new one has read must not be written over.</summary>
    [Fact]
    public async Task Nothing_is_written_under_a_lease_after_the_next_holder_has_read_what_it_left()
    {
        Guid[] ids = Ids(1);
        ISubscriptionStore[] stores = [await OpenAsync(), await OpenAsync()];
        DeliveryLease lease = Assert.Single(await stores[0].TakeLeasesAsync(ids, "holder 0", Entries.Noon, Minute, Cancellation));
        await stores[0].SaveProgressAsync(lease, lease.At(0), Cancellation);
        for (int turn = 1; turn <= 25; turn++)
        {
            Task<bool> writing = WriteAsync(stores[turn % 2], lease, turn);
            ISubscriptionStore mine = stores[(turn + 1) % 2];
            lease = Assert.Single(await mine.TakeLeasesAsync(ids, $"holder {turn}", Entries.Noon.AddHours(turn), Minute, Cancellation));
            long found = Assert.Single(await mine.ListProgressAsync(Cancellation)).Position;
            bool written = await writing;

            Assert.Equal(written, found == turn);
            Assert.Equal(found, Assert.Single(await mine.ListProgressAsync(Cancellation)).Position);
        }
    }

    [Fact]
    public async Task What_was_asked_comes_in_order_after_what_is_done()
    {
        SubscriptionChange created = Subscriptions.Created("A");
        SubscriptionChange skipped = created.Skipped(41);
        SubscriptionChange other = Subscriptions.Created("B");
        ISubscriptionStore store = await OpenAsync();
        await store.ChangeAsync(created, Cancellation);
        await store.ChangeAsync(other, Cancellation);

        await store.RequestRetryAsync(created.SubscriptionId, Cancellation);
        await store.ChangeAsync(skipped, Cancellation);
        await store.RequestRetryAsync(other.SubscriptionId, Cancellation);
        await store.ChangeAsync(skipped.Renamed("C"), Cancellation);
        store = await ReopenAsync();
        await store.RequestRetryAsync(created.SubscriptionId, Cancellation);

        IReadOnlyList<DeliveryRequest> all = await store.RequestsAsync(created.SubscriptionId, 0, Cancellation);
        Assert.Equal([null, 41L, null], all.Select(request => request.SkipPosition));
        Assert.True(0 < all[0].Number && all[0].Number < all[1].Number && all[1].Number < all[2].Number);
        Assert.Equal([all[2]], await store.RequestsAsync(created.SubscriptionId, all[1].Number, Cancellation));
        Assert.Empty(await store.RequestsAsync(created.SubscriptionId, all[2].Number, Cancellation));
        Assert.Null(Assert.Single(await store.RequestsAsync(other.SubscriptionId, 0, Cancellation)).SkipPosition);
    }

    [Fact]
    public async Task A_change_that_is_refused_asks_nothing()
    {
        SubscriptionChange created = Subscriptions.Created("A");
        ISubscriptionStore store = await OpenAsync();
        await store.ChangeAsync(created, Cancellation);

        Assert.False((await store.ChangeAsync(created.Skipped(7) with { Version = 5 }, Cancellation)).Stored);

        Assert.Empty(await store.RequestsAsync(created.SubscriptionId, 0, Cancellation));
    }

    /// <summary>One who has done all that it saw must not miss what came meanwhile.</summary>
    [Fact]
    public async Task What_is_asked_at_once_gets_numbers_above_all_that_were_seen()
    {
        Guid id = Ids(1)[0];
        ISubscriptionStore[] stores = [await OpenAsync(), await OpenAsync()];
        Task asking = Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => stores[i % 2].RequestRetryAsync(id, Cancellation))));

        var seen = new List<DeliveryRequest>();
        bool last;
        do
        {
            last = asking.IsCompleted;
            seen.AddRange(await stores[0].RequestsAsync(id, seen.Count == 0 ? 0 : seen[^1].Number, Cancellation));
        }
        while (!last);

        await asking;
        Assert.Equal(30, seen.Count);
        Assert.Equal(WireFormat.SerializeToText(await stores[1].RequestsAsync(id, 0, Cancellation)), WireFormat.SerializeToText(seen));
    }

    /// <summary>False when it was refused.</summary>
    private static async Task<bool> WriteAsync(ISubscriptionStore store, DeliveryLease lease, long position)
    {
        try
        {
            await store.SaveProgressAsync(lease, lease.At(position), Cancellation);
            return true;
        }
        catch (LeaseLostException)
        {
            return false;
        }
    }

    private static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];

    private static DeliveryLease Of(IEnumerable<DeliveryLease> leases, Guid id) => leases.Single(lease => lease.SubscriptionId == id);
}
