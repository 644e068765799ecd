namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IFailedAppends"/> promises. Every store passes it.</summary>
public abstract class FailedAppendsContract : StoreContract<IFailedAppends>
{
    [Fact]
    public async Task A_failure_comes_back_as_it_was_byte_for_byte_also_after_reopening()
    {
        FailedAppend failure = Failure(0) with { Body = Enumerable.Range(0, 1024).Select(number => (byte)number).ToArray() };
        await (await OpenAsync()).AddAsync(failure, Cancellation);

        FailedAppend? found = await (await ReopenAsync()).FindAsync(failure.FailureId, Cancellation);

        Assert.NotNull(found);
        Assert.Equal(failure.Body.ToArray(), found.Body.ToArray());
        Assert.Equal(failure with { Body = default }, found with { Body = default });
        Assert.Equal(failure.FailedAt.UtcTicks, found.FailedAt.UtcTicks);
        Assert.Equal(TimeSpan.Zero, found.FailedAt.Offset);
    }

    [Fact]
    public async Task A_failure_without_content_type_and_with_an_empty_body_is_kept()
    {
        FailedAppend failure = Failure(0) with { Body = default, ContentType = null };
        IFailedAppends failures = await OpenAsync();

        await failures.AddAsync(failure, Cancellation);
        FailedAppend? found = await failures.FindAsync(failure.FailureId, Cancellation);

        Assert.Null(found!.ContentType);
        Assert.Equal(0, found.Body.Length);
    }

    [Fact]
    public async Task An_unknown_failure_is_not_found() => Assert.Null(await (await OpenAsync()).FindAsync(Guid.CreateVersion7(), Cancellation));

    [Fact]
    public async Task The_same_failure_again_is_one_record_with_the_new_problem_and_time()
    {
        FailedAppend failure = Failure(0);
        FailedAppend again = failure with { Problem = "still wrong", FailedAt = Entries.Noon.AddHours(1) };
        IFailedAppends failures = await OpenAsync();

        await failures.AddAsync(failure, Cancellation);
        await failures.AddAsync(again, Cancellation);

        FailedAppend only = Assert.Single(await failures.ListAsync(includeSettled: true, 10, after: null, Cancellation));
        Assert.Equal(again with { Body = default }, only with { Body = default });
        Assert.Equal(failure.Body.ToArray(), only.Body.ToArray());
        Assert.Equal(1, await failures.CountOpenAsync(Cancellation));
    }

    [Fact]
    public async Task A_settled_failure_keeps_its_body_and_says_who_and_why()
    {
        FailedAppend failure = Failure(0);
        var settlement = new Settlement(SettlementKind.SetAside, "Anna", Entries.Noon.AddTicks(3), "no fact");
        IFailedAppends failures = await OpenAsync();
        await failures.AddAsync(failure, Cancellation);

        Assert.True(await failures.SettleAsync(failure.FailureId, failure.FailedAt, settlement, Cancellation));

        FailedAppend? found = await (await ReopenAsync()).FindAsync(failure.FailureId, Cancellation);
        Assert.Equal(settlement, found!.Settlement);
        Assert.Equal(failure.Body.ToArray(), found.Body.ToArray());
    }

    [Fact]
    public async Task Settling_needs_an_open_failure_that_has_not_failed_again()
    {
        FailedAppend failure = Failure(0);
        FailedAppend later = failure with { FailedAt = failure.FailedAt.AddTicks(1) };
        var settlement = new Settlement(SettlementKind.Reimported, "Anna", Entries.Noon, Why: null);
        IFailedAppends failures = await OpenAsync();
        await failures.AddAsync(failure, Cancellation);
        await failures.AddAsync(later, Cancellation);

        Assert.False(await failures.SettleAsync(Guid.CreateVersion7(), failure.FailedAt, settlement, Cancellation));
        Assert.False(await failures.SettleAsync(failure.FailureId, failure.FailedAt, settlement, Cancellation));
        Assert.Equal(1, await failures.CountOpenAsync(Cancellation));
        Assert.True(await failures.SettleAsync(failure.FailureId, later.FailedAt, settlement, Cancellation));
        Assert.False(await failures.SettleAsync(failure.FailureId, later.FailedAt, settlement with { By = "Ben" }, Cancellation));
        Assert.Equal("Anna", (await failures.FindAsync(failure.FailureId, Cancellation))!.Settlement!.By);
        Assert.Equal(0, await failures.CountOpenAsync(Cancellation));
    }

    [Fact]
    public async Task A_settled_failure_that_fails_again_is_open_again()
    {
        FailedAppend failure = Failure(0);
        IFailedAppends failures = await OpenAsync();
        await failures.AddAsync(failure, Cancellation);
        await failures.SettleAsync(failure.FailureId, failure.FailedAt, new Settlement(SettlementKind.Reimported, "Anna", Entries.Noon, Why: null), Cancellation);

        await failures.AddAsync(failure with { Problem = "again", FailedAt = Entries.Noon.AddHours(2) }, Cancellation);

        FailedAppend open = Assert.Single(await failures.ListAsync(includeSettled: false, 10, after: null, Cancellation));
        Assert.Null(open.Settlement);
        Assert.Equal("again", open.Problem);
    }

    [Fact]
    public async Task The_list_is_latest_first_and_open_only_unless_told_otherwise()
    {
        FailedAppend[] all = [.. Enumerable.Range(0, 5).Select(minute => Failure(minute))];
        IFailedAppends failures = await OpenAsync();
        foreach (FailedAppend failure in all)
        {
            await failures.AddAsync(failure, Cancellation);
        }

        await failures.SettleAsync(all[2].FailureId, all[2].FailedAt, new Settlement(SettlementKind.Reimported, "Anna", Entries.Noon, Why: null), Cancellation);

        IReadOnlyList<FailedAppend> open = await failures.ListAsync(includeSettled: false, 10, after: null, Cancellation);
        IReadOnlyList<FailedAppend> every = await failures.ListAsync(includeSettled: true, 10, after: null, Cancellation);
        Assert.Equal([all[4].FailureId, all[3].FailureId, all[1].FailureId, all[0].FailureId], open.Select(failure => failure.FailureId));
        Assert.Equal(all.Select(failure => failure.FailureId).Reverse(), every.Select(failure => failure.FailureId));
    }

    [Fact]
    public async Task Following_the_list_gives_each_failure_once_also_when_all_failed_in_one_tick()
    {
        HashSet<Guid> expected = [];
        IFailedAppends failures = await OpenAsync();
        for (int i = 0; i < 25; i++)
        {
            FailedAppend failure = Failure(0) with { FailureId = Guid.NewGuid() };
            expected.Add(failure.FailureId);
            await failures.AddAsync(failure, Cancellation);
        }

        var seen = new List<Guid>();
        FailedAppendCursor? after = null;
        while (await failures.ListAsync(includeSettled: false, 4, after, Cancellation) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(failure => failure.FailureId));
            after = new FailedAppendCursor(page[^1].FailedAt, page[^1].FailureId);
        }

        Assert.Equal(25, seen.Count);
        Assert.True(expected.SetEquals(seen));
    }

    [Fact]
    public async Task Two_stores_given_the_same_failure_at_once_keep_one()
    {
        FailedAppend failure = Failure(0);
        IFailedAppends[] stores = [await OpenAsync(), await OpenAsync()];

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => stores[i % 2].AddAsync(failure, Cancellation))));

        Assert.Single(await stores[0].ListAsync(includeSettled: true, 100, after: null, Cancellation));
    }

    [Fact]
    public async Task Only_one_of_two_who_settle_at_once_does()
    {
        FailedAppend failure = Failure(0);
        IFailedAppends[] stores = [await OpenAsync(), await OpenAsync()];
        await stores[0].AddAsync(failure, Cancellation);

        bool[] settled = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => stores[i % 2].SettleAsync(
            failure.FailureId,
            failure.FailedAt,
            new Settlement(SettlementKind.Reimported, $"number {i}", Entries.Noon, Why: null),
            Cancellation))));

        int winner = Array.IndexOf(settled, true);
        Assert.Equal(1, settled.Count(done => done));
        Assert.Equal($"number {winner}", (await stores[1].FindAsync(failure.FailureId, Cancellation))!.Settlement!.By);
    }

    [Fact]
    public async Task A_cancelled_call_throws()
    {
        IFailedAppends failures = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => failures.AddAsync(Failure(0), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => failures.CountOpenAsync(cancelled));
        Assert.Equal(0, await failures.CountOpenAsync(Cancellation));
    }

    private static FailedAppend Failure(int minutes) => new()
    {
        FailureId = Guid.CreateVersion7(),
        Queue = "audit-writer",
        Body = new byte[] { 0, 255, 13, 10, 0x7b },
        ContentType = "application/json",
        Problem = "'kind' is missing – 🎥",
        FailedAt = Entries.Noon.AddMinutes(minutes).AddTicks(7),
    };
}
