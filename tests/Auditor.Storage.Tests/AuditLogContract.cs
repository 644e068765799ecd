using System.Text;
using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IAuditLog"/> promises about appending. Every store passes it.</summary>
public abstract class AuditLogContract : StoreContract<IAuditLog>
{
    [Fact]
    public async Task An_appended_entry_comes_back_as_it_was_to_the_tick_and_the_character()
    {
        AuditEntry entry = Entries.Full();
        IAuditLog log = await OpenAsync();

        AppendResult appended = Assert.Single(await log.AppendAsync([entry], Cancellation));
        AuditEntry? found = await log.FindAsync(entry.EntryId, Cancellation);

        Assert.False(appended.AlreadyThere);
        Assert.NotNull(found);
        Assert.Equal(Encoding.UTF8.GetString(EntryLeaf.AttestedOf(entry)), Encoding.UTF8.GetString(EntryLeaf.AttestedOf(found)));
        Assert.Equal(entry.OccurredAt.UtcTicks, found.OccurredAt.UtcTicks);
        Assert.Equal(TimeSpan.Zero, found.OccurredAt.Offset);
        Assert.Equal("""{"a":["x",null,{"y":"é\u0001"}],"b":1.5}""", found.AdditionalMetadata.Text);
    }

    [Fact]
    public async Task A_time_given_with_an_offset_is_kept_as_the_same_moment_in_utc()
    {
        AuditEntry entry = Entries.At(0) with { OccurredAt = new DateTimeOffset(2026, 3, 20, 14, 0, 0, TimeSpan.FromHours(2)) };
        IAuditLog log = await OpenAsync();

        await log.AppendAsync([entry], Cancellation);
        AuditEntry? found = await log.FindAsync(entry.EntryId, Cancellation);

        Assert.Equal(Entries.Noon, found!.OccurredAt);
        Assert.Equal(TimeSpan.Zero, found.OccurredAt.Offset);
        Assert.Equal(1, await log.CountAsync(new AuditFilter { From = Entries.Noon, To = Entries.Noon.AddTicks(1) }, Cancellation));
    }

    [Fact]
    public async Task An_entry_with_only_what_it_must_have_is_appended()
    {
        var entry = new AuditEntry { EntryId = Guid.CreateVersion7(), OccurredAt = Entries.Noon };
        IAuditLog log = await OpenAsync();

        await log.AppendAsync([entry], Cancellation);

        Assert.NotNull(await log.FindAsync(entry.EntryId, Cancellation));
    }

    [Fact]
    public async Task An_unknown_entry_is_not_found() => Assert.Null(await (await OpenAsync()).FindAsync(Guid.CreateVersion7(), Cancellation));

    [Fact]
    public async Task What_was_appended_is_there_after_reopening()
    {
        AuditEntry[] entries = Entries.EachMinute(250);
        await (await OpenAsync()).AppendAsync(entries, Cancellation);

        IAuditLog log = await ReopenAsync();

        Assert.Equal(250, await log.CountAsync(new AuditFilter(), Cancellation));
        Assert.NotNull(await log.FindAsync(entries[^1].EntryId, Cancellation));
    }

    [Fact]
    public async Task Appending_the_same_entry_again_keeps_the_first_and_says_so()
    {
        AuditEntry first = Entries.At(0) with { Reason = "first" };
        IAuditLog log = await OpenAsync();
        await log.AppendAsync([first], Cancellation);

        AppendResult again = Assert.Single(await log.AppendAsync([first with { Reason = "second" }], Cancellation));

        Assert.True(again.AlreadyThere);
        Assert.Equal("first", again.Entry.Reason);
        Assert.Equal("first", (await log.FindAsync(first.EntryId, Cancellation))!.Reason);
        Assert.Equal(1, await log.CountAsync(new AuditFilter(), Cancellation));
        Assert.Equal(1, await log.CountAsync(new AuditFilter { Camera = "Entrance" }, Cancellation));
    }

    [Fact]
    public async Task The_same_entry_twice_in_one_batch_is_one_entry()
    {
        AuditEntry twice = Entries.At(0) with { Reason = "first" };
        AuditEntry other = Entries.At(1);
        IAuditLog log = await OpenAsync();

        IReadOnlyList<AppendResult> results = await log.AppendAsync([twice, other, twice with { Reason = "second" }], Cancellation);

        Assert.Equal([false, false, true], results.Select(result => result.AlreadyThere));
        Assert.Equal("first", results[2].Entry.Reason);
        Assert.Equal(2, await log.CountAsync(new AuditFilter(), Cancellation));
    }

    [Fact]
    public async Task Results_come_in_the_order_given_whatever_was_there_already()
    {
        AuditEntry[] entries = Entries.EachMinute(20);
        IAuditLog log = await OpenAsync();
        await log.AppendAsync([.. entries.Where((_, index) => index % 3 == 0)], Cancellation);

        AuditEntry[] given = [.. entries.Reverse()];
        IReadOnlyList<AppendResult> results = await log.AppendAsync(given, Cancellation);

        Assert.Equal(given.Select(entry => entry.EntryId), results.Select(result => result.Entry.EntryId));
        Assert.Equal(entries.Select((_, index) => index % 3 == 0).Reverse(), results.Select(result => result.AlreadyThere));
        Assert.Equal(20, await log.CountAsync(new AuditFilter(), Cancellation));
    }

    [Fact]
    public async Task Two_stores_given_the_same_entries_at_once_append_each_once()
    {
        AuditEntry[] entries = Entries.EachMinute(200);
        IAuditLog one = await OpenAsync();
        IAuditLog other = await OpenAsync();

        async Task<int> AppendAllAsync(IAuditLog log)
        {
            int added = 0;
            foreach (AuditEntry[] batch in entries.Chunk(10))
            {
                added += (await log.AppendAsync(batch, Cancellation)).Count(result => !result.AlreadyThere);
            }

            return added;
        }

        int[] addedByEach = await Task.WhenAll(
            Task.Run(() => AppendAllAsync(one)),
            Task.Run(() => AppendAllAsync(other)),
            Task.Run(() => AppendAllAsync(one)));

        Assert.Equal(200, addedByEach.Sum());
        Assert.Equal(200, await one.CountAsync(new AuditFilter(), Cancellation));
        Assert.Equal(200, await other.CountAsync(new AuditFilter { Camera = "Entrance" }, Cancellation));
    }

    [Fact]
    public async Task What_one_store_has_appended_another_sees_at_once()
    {
        IAuditLog one = await OpenAsync();
        IAuditLog other = await OpenAsync();
        AuditEntry entry = Entries.At(0);
        Assert.Null(await other.FindAsync(entry.EntryId, Cancellation));

        await one.AppendAsync([entry], Cancellation);

        Assert.NotNull(await other.FindAsync(entry.EntryId, Cancellation));
    }

    [Fact]
    public async Task An_empty_batch_is_no_error() => Assert.Empty(await (await OpenAsync()).AppendAsync([], Cancellation));

    [Fact]
    public async Task A_batch_with_an_entry_without_an_id_is_refused_whole()
    {
        IAuditLog log = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync([Entries.At(0), Entries.At(1) with { EntryId = Guid.Empty }], Cancellation));

        Assert.Equal(0, await log.CountAsync(new AuditFilter(), Cancellation));
    }

    [Fact]
    public async Task A_cancelled_append_throws_and_the_same_batch_can_be_given_again()
    {
        AuditEntry[] entries = Entries.EachMinute(10);
        IAuditLog log = await OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.AppendAsync(entries, new CancellationToken(canceled: true)));
        IReadOnlyList<AppendResult> results = await log.AppendAsync(entries, Cancellation);

        Assert.Equal(10, results.Count);
        Assert.Equal(10, await log.CountAsync(new AuditFilter(), Cancellation));
    }

    [Fact]
    public async Task Cancelled_reading_throws()
    {
        IAuditLog log = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.FindAsync(Guid.CreateVersion7(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.QueryAsync(new AuditQuery(new AuditFilter()), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.CountAsync(new AuditFilter(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.CountByAsync(new AuditFilter(), Facet.Camera, 10, cancelled));
    }

    [Fact]
    public async Task An_entry_about_thousands_of_cameras_is_found_by_each_of_them()
    {
        AuditEntry entry = Entries.At(0) with
        {
            Cameras = [.. Enumerable.Range(0, 3000).Select(number => new CameraRef { Id = $"camera-{number}", Name = $"Camera {number}" })],
        };
        IAuditLog log = await OpenAsync();

        await log.AppendAsync([entry], Cancellation);

        Assert.Equal(1, await log.CountAsync(new AuditFilter { Camera = "camera-2999" }, Cancellation));
        Assert.Equal(3000, (await log.FindAsync(entry.EntryId, Cancellation))!.Cameras.Count);
    }
}
