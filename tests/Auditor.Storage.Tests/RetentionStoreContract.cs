using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IRetentionStore"/> promises. Every store passes it.</summary>
public abstract class RetentionStoreContract : StoreContract<IRetentionStore>
{
    private static readonly Actor Anna = new() { Name = "Anna" };

    [Fact]
    public async Task An_empty_store_has_no_changes_and_no_runs()
    {
        IRetentionStore store = await OpenAsync();

        Assert.Empty(await store.ListChangesAsync(Cancellation));
        Assert.Empty(await store.ListUntoldAsync(Cancellation));
        Assert.Empty(await store.ListRunsAsync(10, Cancellation));
        Assert.Null(await store.FindRunAsync(Guid.CreateVersion7(), Cancellation));
        Assert.Equal(0, RetentionState.Of([]).Policies.Revision);
    }

    [Fact]
    public async Task Changes_come_back_as_they_were_in_their_order_also_after_reopening()
    {
        RetentionChange policies = Policies(1);
        RetentionChange hold = Hold(2);
        var release = new RetentionChange
        {
            ChangeId = Guid.CreateVersion7(), Revision = 3, Actor = Anna, ChangedAt = Entries.Noon.AddTicks(5),
            Released = new HoldRelease(hold.Placed!.HoldId, "Vorbei – 🎥", Anna, Entries.Noon),
        };
        IRetentionStore store = await OpenAsync();
        foreach (RetentionChange change in new[] { policies, hold, release })
        {
            Assert.True(await store.AddAsync(change, Cancellation));
        }

        IReadOnlyList<RetentionChange> found = await (await ReopenAsync()).ListChangesAsync(Cancellation);

        Assert.Equal(new[] { policies, hold, release }.Select(WireFormat.SerializeToText), found.Select(WireFormat.SerializeToText));
        var state = RetentionState.Of(found);
        Assert.Equal(3, state.Revision);
        Assert.Equal(1, state.Policies.Revision);
        Assert.Equal("Vorbei – 🎥", Assert.Single(state.Holds).Release?.Why);
    }

    [Fact]
    public async Task A_change_needs_the_next_revision_and_is_added_once()
    {
        IRetentionStore store = await OpenAsync();
        RetentionChange first = Policies(1);

        Assert.False(await store.AddAsync(Policies(2), Cancellation));
        Assert.True(await store.AddAsync(first, Cancellation));
        Assert.True(await store.AddAsync(first, Cancellation));
        Assert.False(await store.AddAsync(Policies(1), Cancellation));
        Assert.False(await store.AddAsync(Policies(3), Cancellation));
        Assert.Single(await store.ListChangesAsync(Cancellation));
    }

    [Fact]
    public async Task Of_many_who_decide_at_once_one_gets_each_revision()
    {
        IRetentionStore[] stores = [await OpenAsync(), await OpenAsync()];

        bool[] added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => stores[i % 2].AddAsync(Hold(1), Cancellation))));

        Assert.Equal(1, added.Count(done => done));
        Assert.Single(await stores[0].ListChangesAsync(Cancellation));
    }

    [Fact]
    public async Task What_the_log_was_not_told_is_listed_until_it_was()
    {
        IRetentionStore store = await OpenAsync();
        RetentionChange first = Policies(1);
        RetentionChange second = Hold(2);
        await store.AddAsync(first, Cancellation);
        await store.AddAsync(second, Cancellation);

        Assert.Equal([first.ChangeId, second.ChangeId], await store.ListUntoldAsync(Cancellation));
        await store.MarkToldAsync(first.ChangeId, Cancellation);
        await store.MarkToldAsync(first.ChangeId, Cancellation);

        Assert.Equal([second.ChangeId], await (await ReopenAsync()).ListUntoldAsync(Cancellation));
    }

    [Fact]
    public async Task A_run_is_kept_in_its_latest_state_and_listed_latest_first()
    {
        RetentionRun[] runs = [.. Enumerable.Range(0, 3).Select(hour => new RetentionRun { RunId = Guid.CreateVersion7(), RequestedBy = Anna, RequestedAt = Entries.Noon.AddHours(hour) })];
        IRetentionStore store = await OpenAsync();
        foreach (RetentionRun run in runs)
        {
            await store.PutRunAsync(run, Cancellation);
        }

        await store.PutRunAsync(runs[0] with { State = RetentionRunState.Done, Erased = 7 }, Cancellation);

        store = await ReopenAsync();
        Assert.Equal([runs[2].RunId, runs[1].RunId], (await store.ListRunsAsync(2, Cancellation)).Select(run => run.RunId));
        Assert.Equal(7, (await store.FindRunAsync(runs[0].RunId, Cancellation))!.Erased);
        Assert.Equal(3, (await store.ListRunsAsync(10, Cancellation)).Count);
    }

    [Fact]
    public async Task Nothing_is_erased_under_a_revision_that_is_not_the_latest()
    {
        IRetentionStore store = await OpenAsync();
        await LogAsync(4);

        Assert.Null(await store.EraseAsync([0], 1, Cancellation));
        Assert.Equal(1, await store.EraseAsync([0], 0, Cancellation));
        await store.AddAsync(Hold(1), Cancellation);
        Assert.Null(await store.EraseAsync([1], 0, Cancellation));
        Assert.Equal(2, await store.EraseAsync([0, 1, 2], 1, Cancellation));

        Assert.Equal([3], await LeftAsync(4));
    }

    [Fact]
    public async Task When_a_hold_is_placed_nothing_is_erased_any_more_by_who_did_not_know_it()
    {
        const int Count = 400;
        await LogAsync(Count + 1);
        IRetentionStore eraser = await OpenAsync();
        IRetentionStore placer = await OpenAsync();
        var begun = new TaskCompletionSource();
        Task erasing = Task.Run(async () =>
        {
            for (long position = 0; position < Count && await eraser.EraseAsync([position], 0, Cancellation) is not null; position++)
            {
                begun.TrySetResult();
                // SQLite's lock is not fair: without a pause the other one might wait until everything is gone.
                await Task.Delay(5, Cancellation);
            }
        });
        await begun.Task;

        Assert.True(await placer.AddAsync(Hold(1), Cancellation));
        IReadOnlyList<long> left = await LeftAsync(Count);
        await erasing;

        Assert.Equal(left, await LeftAsync(Count));
        Assert.InRange(left.Count, 1, Count - 1);
    }

    [Fact]
    public async Task Settled_failed_appends_go_and_open_ones_stay()
    {
        IRetentionStore store = await OpenAsync();
        IFailedAppends failures = await OpenFailuresAsync();
        FailedAppend[] all = [.. Enumerable.Range(0, 4).Select(hour => new FailedAppend { FailureId = Guid.CreateVersion7(), Queue = "q", Problem = "p", Body = new byte[] { 1 }, FailedAt = Entries.Noon.AddHours(hour) })];
        foreach (FailedAppend failure in all)
        {
            await failures.AddAsync(failure, Cancellation);
        }

        foreach (FailedAppend settled in new[] { all[0], all[3] })
        {
            await failures.SettleAsync(settled.FailureId, settled.FailedAt, new Settlement(SettlementKind.SetAside, "Anna", Entries.Noon, "why"), Cancellation);
        }

        Assert.Equal(1, await store.CountSettledFailuresAsync(all[3].FailedAt, Cancellation));
        Assert.Null(await store.RemoveSettledFailuresAsync(all[3].FailedAt, 1, Cancellation));
        Assert.Equal(1, await store.RemoveSettledFailuresAsync(all[3].FailedAt, 0, Cancellation));

        Assert.Equal(
            [all[3].FailureId, all[2].FailureId, all[1].FailureId],
            (await failures.ListAsync(includeSettled: true, 10, after: null, Cancellation)).Select(failure => failure.FailureId));
    }

    /// <summary>The log beside the store.</summary>
    protected abstract Task<(IAuditLog Log, ILedgerStore Ledger)> OpenLogAsync();

    protected abstract Task<IFailedAppends> OpenFailuresAsync();

    private static RetentionChange Policies(long revision) => new()
    {
        ChangeId = Guid.CreateVersion7(),
        Revision = revision,
        Actor = Anna,
        ChangedAt = Entries.Noon.AddTicks(7),
        Policies =
        [
            new RetentionPolicy { Class = AuditableResources.Playback, Floor = new RetentionFloor { Years = 1 }, Ceiling = new RetentionCeiling { EndOfYearAfter = 1, TimeZone = "Europe/Berlin" } },
            new RetentionPolicy { Class = RetentionPolicy.TheRest, Ceiling = new RetentionCeiling { Days = 30 } },
        ],
    };

    private static RetentionChange Hold(long revision) => new()
    {
        ChangeId = Guid.CreateVersion7(),
        Revision = revision,
        Actor = Anna,
        ChangedAt = Entries.Noon,
        Placed = new LegalHold
        {
            HoldId = Guid.CreateVersion7(),
            Name = "Fall 7",
            Reason = "Staatsanwaltschaft",
            Filter = new AuditFilter { Actor = @"CORP\jürgen", From = Entries.Noon.AddTicks(1), RuleId = Guid.CreateVersion7() },
            PlacedBy = Anna,
            PlacedAt = Entries.Noon,
        },
    };

    private async Task LogAsync(int count)
    {
        (IAuditLog log, ILedgerStore ledger) = await OpenLogAsync();
        AuditEntry[] entries = Entries.EachMinute(count);
        await log.AppendAsync(entries, Cancellation);
        SequencerLease lease = (await ledger.TakeLeaseAsync("test", Entries.Noon, TimeSpan.FromMinutes(1), Cancellation))!;
        await ledger.AddLeavesAsync(lease, 0, [.. entries.Select(entry => entry.EntryId)], Cancellation);
    }

    private async Task<IReadOnlyList<long>> LeftAsync(int count)
    {
        (_, ILedgerStore ledger) = await OpenLogAsync();
        return [.. (await ledger.ReadAsync(0, count, Cancellation)).Where(entry => entry.Attested is not null).Select(entry => entry.Position)];
    }
}
