using Auditor.Contracts;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IClientSessionStore"/> promises. Every store passes it.</summary>
public abstract class ClientSessionStoreContract : StoreContract<IClientSessionStore>
{
    private static readonly Guid GapId = Guid.CreateVersion7();

    [Fact]
    public async Task An_empty_store_begins_at_the_beginning_and_counts_nothing()
    {
        IClientSessionStore store = await OpenAsync();

        Assert.Equal(new LogBookmark(0, FirstHeard: null, 0), await store.ReadBookmarkAsync(Cancellation));
        Assert.Equal(new CompletenessSummary(0, 0, 0, 0, LastMissedAt: null, 0), await store.SummarizeAsync(Cancellation));
        Assert.Empty(await store.ListAsync(standing: null, 10, after: null, Cancellation));
        Assert.Empty(await store.FindAsync([Guid.CreateVersion7()], Cancellation));
    }

    [Fact]
    public async Task A_session_comes_back_as_it_was_also_after_reopening()
    {
        ClientSession session = Full();
        IClientSessionStore store = await OpenAsync();

        Assert.True(await store.SaveAsync([session], new LogBookmark(7, Entries.Noon, 0), Cancellation));

        store = await ReopenAsync();
        ClientSession found = Assert.Single(await store.FindAsync([session.SessionId, Guid.CreateVersion7()], Cancellation));
        Assert.Equal(Wire.WireFormat.SerializeToText(session), Wire.WireFormat.SerializeToText(found));
        Assert.Equal(session.Holes, found.Holes);
        Assert.Equal(session.Gaps, found.Gaps);
        Assert.Equal(1, found.Revision);
        Assert.Equal(new LogBookmark(7, Entries.Noon, 1), await store.ReadBookmarkAsync(Cancellation));
    }

    [Fact]
    public async Task Whoever_saves_what_another_has_changed_meanwhile_changes_nothing_of_it_and_moves_no_bookmark()
    {
        ClientSession session = Full();
        IClientSessionStore store = await OpenAsync();
        await store.SaveAsync([session], new LogBookmark(7, Entries.Noon, 0), Cancellation);

        Assert.False(await store.SaveAsync([session with { Highest = 99 }], new LogBookmark(9, Entries.Noon, 1), Cancellation));
        Assert.False(await store.SaveAsync([session with { Revision = 2, Highest = 99 }], new LogBookmark(9, Entries.Noon, 1), Cancellation));
        Assert.False(await store.SaveAsync([], new LogBookmark(9, Entries.Noon, 0), Cancellation));

        Assert.Equal(session.Highest, (await store.FindAsync([session.SessionId], Cancellation))[0].Highest);
        Assert.Equal(new LogBookmark(7, Entries.Noon, 1), await store.ReadBookmarkAsync(Cancellation));
        Assert.True(await store.SaveAsync([session with { Revision = 1, Highest = 99 }], new LogBookmark(9, Entries.Noon, 1), Cancellation));
        Assert.Equal(99, (await store.FindAsync([session.SessionId], Cancellation))[0].Highest);
        Assert.Equal(new LogBookmark(9, Entries.Noon, 2), await store.ReadBookmarkAsync(Cancellation));
    }

    [Fact]
    public async Task Of_many_who_go_on_from_the_same_place_one_does()
    {
        IClientSessionStore[] stores = [await OpenAsync(), await OpenAsync()];

        bool[] saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => stores[i % 2].SaveAsync([], new LogBookmark(i + 1, FirstHeard: null, 0), Cancellation))));

        int first = Array.IndexOf(saved, true);
        Assert.Equal(1, saved.Count(done => done));
        Assert.Equal(new LogBookmark(first + 1, FirstHeard: null, 1), await stores[1].ReadBookmarkAsync(Cancellation));
    }

    [Fact]
    public async Task Sessions_with_something_untold_are_found_longest_known_first()
    {
        ClientSession late = Missing(At(3), gap: null);
        ClientSession early = Missing(At(1), gap: null);
        ClientSession declared = Missing(At(0), GapId);
        ClientSession filling = declared with
        {
            SessionId = Guid.CreateVersion7(),
            Gaps = [new DeclaredGap(GapId, 2, 4, At(0), At(1), FilledSince: At(2))],
        };
        IClientSessionStore store = await SavedAsync(late, early, declared, filling);

        Assert.Equal([early.SessionId, filling.SessionId], Ids(await store.ListUntoldAsync(At(2), 10, Cancellation)));
        Assert.Equal([early.SessionId], Ids(await store.ListUntoldAsync(At(9), 1, Cancellation)));
        Assert.Empty(await store.ListUntoldAsync(At(1).AddTicks(-1), 10, Cancellation));
    }

    [Fact]
    public async Task Quiet_sessions_are_those_that_neither_said_goodbye_nor_are_called_silent()
    {
        ClientSession running = Seen(At(1));
        ClientSession later = Seen(At(2));
        IClientSessionStore store = await SavedAsync(later, running, Seen(At(0)) with { Stopped = true }, Seen(At(0)) with { SilentId = GapId });

        Assert.Equal([running.SessionId], Ids(await store.ListQuietAsync(At(1), 10, Cancellation)));
        Assert.Equal([running.SessionId, later.SessionId], Ids(await store.ListQuietAsync(At(5), 10, Cancellation)));
        Assert.Empty(await store.ListQuietAsync(At(1).AddTicks(-1), 10, Cancellation));
    }

    [Fact]
    public async Task Sessions_with_entries_to_record_are_found_until_they_have_none()
    {
        ClientSession session = Seen(At(0)) with { Unrecorded = [Entries.At(0), Entries.At(1)] };
        IClientSessionStore store = await SavedAsync(session, Seen(At(1)));

        ClientSession found = Assert.Single(await store.ListUnrecordedAsync(10, Cancellation));
        Assert.Equal(session.Unrecorded.Select(entry => entry.EntryId), found.Unrecorded.Select(entry => entry.EntryId));
        await store.SaveAsync([found with { Unrecorded = [] }], await store.ReadBookmarkAsync(Cancellation), Cancellation);
        Assert.Empty(await store.ListUnrecordedAsync(10, Cancellation));
    }

    [Fact]
    public async Task Open_gaps_are_listed_latest_first_and_counted()
    {
        ClientSession early = Missing(At(1), GapId) with { FilledGaps = 3 };
        ClientSession late = Missing(At(2), GapId) with { SilentId = GapId };
        ClientSession givenUp = Seen(At(0)) with { GivenUp = new GivenUpHoles(500, 250, 2, At(0)), Highest = 800 };
        ClientSession huge = Missing(At(9), gap: null) with { Holes = [new SessionHole(1, long.MaxValue - 1, At(9), null, At(9), GapId: null)], Highest = long.MaxValue };
        IClientSessionStore store = await SavedAsync(early, late, givenUp, huge, huge with { SessionId = Guid.CreateVersion7() });

        Assert.Equal([late.SessionId, early.SessionId, givenUp.SessionId], Ids(await store.ListWithOpenGapsAsync(10, Cancellation)));
        CompletenessSummary summary = await store.SummarizeAsync(Cancellation);
        Assert.Equal((5, 1, 4, 3), (summary.Sessions, summary.Silent, summary.OpenGaps, summary.FilledGaps));
        Assert.Equal(At(2), summary.LastMissedAt);
        Assert.Equal((1L << 53) - 1, summary.WaitedFor);
    }

    [Fact]
    public async Task Following_the_list_gives_each_session_once_also_while_they_change()
    {
        ClientSession[] all = [.. Enumerable.Range(0, 25).Select(i => Seen(At(0)) with { FirstSeen = At(i / 5), SilentId = i % 2 == 0 ? GapId : null })];
        IClientSessionStore store = await SavedAsync(all);

        var seen = new List<Guid>();
        ClientSessionCursor? after = null;
        while (await store.ListAsync(standing: null, 4, after, Cancellation) is { Count: > 0 } page)
        {
            seen.AddRange(Ids(page));
            after = new ClientSessionCursor(page[^1].FirstSeen, page[^1].SessionId);
            await store.SaveAsync([page[0] with { LastSeen = At(60) }], await store.ReadBookmarkAsync(Cancellation), Cancellation);
        }

        Assert.Equal(25, seen.Count);
        Assert.True(all.Select(session => session.SessionId).ToHashSet().SetEquals(seen));
        Assert.Equal(13, (await store.ListAsync(SessionStanding.Silent, 100, after: null, Cancellation)).Count);
        Assert.Equal(12, (await store.ListAsync(SessionStanding.Running, 100, after: null, Cancellation)).Count);
        Assert.Empty(await store.ListAsync(SessionStanding.Stopped, 100, after: null, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_call_throws()
    {
        IClientSessionStore store = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveAsync([Full()], new LogBookmark(1, FirstHeard: null, 0), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SummarizeAsync(cancelled));
        Assert.Equal(0, (await store.ReadBookmarkAsync(Cancellation)).Position);
    }

    private static DateTimeOffset At(int minute) => Entries.Noon.AddMinutes(minute).AddTicks(7);

    private static IEnumerable<Guid> Ids(IEnumerable<ClientSession> sessions) => sessions.Select(session => session.SessionId);

    private static ClientSession Seen(DateTimeOffset at) => new() { SessionId = Guid.CreateVersion7(), FirstSeen = at, LastSeen = at, Highest = 1 };

    private static ClientSession Missing(DateTimeOffset at, Guid? gap) => Seen(at) with
    {
        Highest = 5,
        Holes = [new SessionHole(2, 4, at, at, at, gap)],
        Gaps = gap is { } id ? [new DeclaredGap(id, 2, 4, at, at)] : [],
    };

    private static ClientSession Full() => Missing(At(0), GapId) with
    {
        Through = 12,
        Tenant = "harbour",
        Site = "Hafen – Süd",
        Workstation = "WS-7",
        User = "HARBOUR\\mkoch",
        PluginVersion = "1.2.3",
        LastHeartbeat = At(1),
        SpoolDepth = 3,
        ClockOffsetMilliseconds = -250,
        HighestOccurredAt = At(0),
        Stopped = true,
        SilentId = Guid.CreateVersion7(),
        Repeated = 2,
        FilledGaps = 4,
        GivenUp = new GivenUpHoles(1, 1, 1, At(0)),
        Unrecorded = [Entries.At(0)],
    };

    private async Task<IClientSessionStore> SavedAsync(params ClientSession[] sessions)
    {
        IClientSessionStore store = await OpenAsync();
        Assert.True(await store.SaveAsync(sessions, new LogBookmark(1, Entries.Noon, 0), Cancellation));
        return store;
    }
}
