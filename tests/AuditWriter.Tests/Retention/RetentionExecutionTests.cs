using Auditor.AuditWriter.Retention;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Tests.Retention;

public sealed class RetentionExecutionTests : IAsyncLifetime
{
    private RetentionBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await RetentionBench.StartAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_is_past_the_ceiling_goes_by_declaration_and_the_rest_stays_proven()
    {
        AuditEntry[] entries = await _bench.LogAsync(2600, (number, entry) => number % 3 == 0 ? entry with { OccurredAt = DateTimeOffset.UtcNow } : entry);
        await _bench.SetCeilingAsync(365);

        RetentionRun run = await _bench.RunAsync(await _bench.AskAsync());

        long[] expected = [.. Enumerable.Range(0, entries.Length).Where(number => number % 3 != 0).Select(number => (long)number)];
        Assert.Equal(expected, await _bench.MissingAsync());
        Assert.Equal((RetentionRunState.Done, expected.Length, expected.Length, 0), (run.State, (int)run.Declared, (int)run.Erased, (int)run.Kept));
        await _bench.AssertProvenAsync();
        IReadOnlyList<AuditEntry> declarations = await _bench.OwnEntriesAsync(AuditableActions.Erase);
        Assert.All(declarations, entry => Assert.True(RetentionEntries.NoticeIn(entry)!.Positions!.Count <= 1000));
        Assert.All(declarations, entry => Assert.Equal(("admin", AuditableResources.Playback), (entry.Actor.Name, entry.ResourceName)));
        Assert.Equal(expected, declarations.SelectMany(entry => PositionRangeList.Positions(RetentionEntries.NoticeIn(entry)!.Positions!)).Order());
        Assert.Empty(await _bench.OwnEntriesAsync(AuditableActions.Keep));

        RetentionRun again = await _bench.RunAsync(await _bench.AskAsync());
        Assert.Equal((0, 0), (again.Declared, again.Erased));
        Assert.Equal(declarations.Count, (await _bench.OwnEntriesAsync(AuditableActions.Erase)).Count);
    }

    [Fact]
    public async Task Names_in_the_states_of_old_client_sessions_go_with_the_entries_and_their_numbers_stay()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        ClientSession old = Session(now.AddDays(-400));
        ClientSession young = Session(now);
        LogBookmark bookmark = await _bench.Sessions.ReadBookmarkAsync(CancellationToken.None);
        Assert.True(await _bench.Sessions.SaveAsync([old, young], bookmark, CancellationToken.None));
        await _bench.SetCeilingAsync(365);

        LegalHold hold = await _bench.HoldAsync("case 7", new AuditFilter { Actor = "somebody" });
        await _bench.RunAsync(await _bench.AskAsync());
        Assert.All(await FindAsync(old, young), session => Assert.Equal("anna", session.User));

        await _bench.Desk.ReleaseAsync(hold.HoldId, "closed", new Actor { Name = "admin" }, CancellationToken.None);
        await _bench.RunAsync(await _bench.AskAsync());

        ClientSession[] left = await FindAsync(old, young);
        Assert.Equal([("", null, 7L), ("anna", "WS-7", 7L)], left.Select(session => (session.User, session.Workstation, session.Highest)));
        ErasureNotice notice = RetentionEntries.NoticeIn(Assert.Single(await _bench.OwnEntriesAsync(AuditableActions.Erase)))!;
        Assert.Equal((1L, AuditableResources.Client), (notice.Count, notice.Resource));
    }

    [Fact]
    public async Task A_declaration_is_proven_before_anything_of_it_goes()
    {
        await _bench.LogAsync(30);
        await _bench.SetCeilingAsync(365);
        int looked = 0;
        var watching = new MortalRetentionStore(_bench.Store, beforeErasing: async () =>
        {
            AuditEntry declaration = Assert.Single(await _bench.OwnEntriesAsync(AuditableActions.Erase));
            Assert.True(declaration.Position < (await _bench.Log.Ledger.LatestCheckpointAsync(CancellationToken.None))!.Size);
            Assert.Empty(await _bench.MissingAsync());
            looked++;
        });

        await _bench.RunAsync(await _bench.AskAsync(), watching);

        Assert.Equal(1, looked);
    }

    [Fact]
    public async Task A_hold_placed_between_the_declaration_and_the_erasing_wins_and_the_log_says_what_was_left()
    {
        await _bench.LogAsync(40);
        await _bench.SetCeilingAsync(365);
        LegalHold? hold = null;
        var store = new MortalRetentionStore(_bench.Store, beforeErasing: async () => hold ??= await _bench.HoldAsync("Case 7", new AuditFilter { Actor = "anna" }));

        RetentionRun run = await _bench.RunAsync(await _bench.AskAsync(), store);

        long[] anna = [.. Enumerable.Range(0, 40).Where(number => number % 2 == 0).Select(number => (long)number)];
        Assert.Equal(Enumerable.Range(0, 40).Select(number => (long)number).Except(anna), await _bench.MissingAsync());
        Assert.Equal((40, 20, 20), (run.Declared, run.Erased, run.Kept));
        AuditEntry declaration = Assert.Single(await _bench.OwnEntriesAsync(AuditableActions.Erase));
        KeptNotice kept = WireFormat.Deserialize<KeptNotice>(Assert.Single(await _bench.OwnEntriesAsync(AuditableActions.Keep)).AdditionalMetadata.Text!);
        Assert.Equal(declaration.EntryId, kept.Declaration);
        Assert.Equal(anna, PositionRangeList.Positions(kept.Positions));
        Assert.Equal([hold!.HoldId], kept.Holds);

        await _bench.Desk.ReleaseAsync(hold.HoldId, "over", new Actor { Name = "admin" }, CancellationToken.None);
        run = await _bench.RunAsync(await _bench.AskAsync());
        Assert.Equal((20, 20), (run.Declared, run.Erased));
        await _bench.AssertProvenAsync();
    }

    [Fact]
    public async Task Holds_placed_while_a_run_goes_on_keep_everything_that_is_still_there_when_they_are()
    {
        await _bench.LogAsync(3000, (number, entry) => entry with { Actor = new Actor { Name = "user-" + (number % 20) } });
        await _bench.SetCeilingAsync(365);
        var thereWhenPlaced = new List<long>();
        int user = 0;
        var store = new MortalRetentionStore(_bench.Store, beforeErasing: async () =>
        {
            int mine = user++;
            if (mine < 2)
            {
                await _bench.HoldAsync("Case " + mine, new AuditFilter { Actor = "user-" + mine });
                thereWhenPlaced.AddRange((await _bench.Log.Ledger.ReadAsync(0, 3000, CancellationToken.None))
                    .Where(entry => entry.Attested is not null && entry.Position % 20 == mine).Select(entry => entry.Position));
            }
        });

        await _bench.RunAsync(await _bench.AskAsync(), store);

        Assert.NotEmpty(thereWhenPlaced);
        Assert.Empty((await _bench.MissingAsync()).Intersect(thereWhenPlaced));
        Assert.Equal(3000 - thereWhenPlaced.Count, (await _bench.MissingAsync()).Length);
        await _bench.AssertProvenAsync();
    }

    [Fact]
    public async Task Wherever_the_process_ends_nothing_is_missing_that_was_not_declared_and_the_next_goes_on()
    {
        int deaths = 0;
        for (int writes = 1; writes <= 8; writes++)
        {
            foreach (bool after in new[] { false, true })
            {
                await _bench.LogAsync(1200);
                await _bench.SetCeilingAsync(365 + writes);
                RetentionRun run = await _bench.AskAsync();
                try
                {
                    await _bench.RunAsync(run, new MortalRetentionStore(_bench.Store, writes, after));
                }
                catch (IOException)
                {
                    deaths++;
                }

                await _bench.AssertProvenAsync();
                run = await _bench.RunAsync(run);
                Assert.Equal(RetentionRunState.Done, run.State);
                Assert.Equal(0, await _bench.Log.Entries.CountAsync(new AuditFilter { Resource = AuditableResources.Playback }, CancellationToken.None));
                await _bench.AssertProvenAsync();
            }
        }

        Assert.InRange(deaths, 10, 16);
    }

    [Fact]
    public async Task What_was_declared_by_a_process_that_ended_and_is_held_since_is_left_and_said_to_be()
    {
        await _bench.LogAsync(10);
        await _bench.SetCeilingAsync(365);
        RetentionRun run = await _bench.AskAsync();
        // It ends when it has declared: its writes are the two that say that it runs and what it declared.
        await Assert.ThrowsAsync<IOException>(() => _bench.RunAsync(run, new MortalRetentionStore(_bench.Store, 4)));
        Assert.Single(await _bench.OwnEntriesAsync(AuditableActions.Erase));
        await _bench.HoldAsync("All", new AuditFilter());

        run = await _bench.RunAsync(run);

        Assert.Equal((RetentionRunState.Done, 0, 10), (run.State, run.Erased, run.Kept));
        Assert.Empty(await _bench.MissingAsync());
        Assert.Single(await _bench.OwnEntriesAsync(AuditableActions.Keep));
    }

    [Fact]
    public async Task Other_policies_overtake_a_run()
    {
        await _bench.LogAsync(10);
        await _bench.SetCeilingAsync(365);
        RetentionRun run = await _bench.AskAsync();
        await _bench.SetCeilingAsync(36_500);

        run = await _bench.RunAsync(run);

        Assert.Equal((RetentionRunState.Overtaken, 0), (run.State, run.Declared));
        Assert.Empty(await _bench.MissingAsync());
    }

    [Fact]
    public async Task Who_does_not_lead_any_more_erases_nothing()
    {
        await _bench.LogAsync(10);
        await _bench.SetCeilingAsync(365);
        _bench.Leads = false;

        await Assert.ThrowsAsync<LeadershipLostException>(async () => await _bench.RunAsync(await _bench.AskAsync()));

        Assert.Empty(await _bench.MissingAsync());
    }

    [Fact]
    public async Task An_entry_that_somebody_made_look_old_is_evidence_and_stays()
    {
        await _bench.LogAsync(10, (_, entry) => entry with { OccurredAt = DateTimeOffset.UtcNow, AcceptedAt = DateTimeOffset.UtcNow, AppendedAt = DateTimeOffset.UtcNow });
        await _bench.SetCeilingAsync(365);
        string year = DateTimeOffset.UtcNow.Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _bench.Log.Run($"UPDATE entries SET occurred_at = 0, body = CAST(replace(body, '\"occurredAt\":\"{year}', '\"occurredAt\":\"1999') AS BLOB) WHERE entry_row = 4");

        RetentionRun run = await _bench.RunAsync(await _bench.AskAsync());

        Assert.Equal((1, 0, 1), (run.Declared, run.Erased, run.Kept));
        KeptNotice kept = WireFormat.Deserialize<KeptNotice>(Assert.Single(await _bench.OwnEntriesAsync(AuditableActions.Keep)).AdditionalMetadata.Text!);
        Assert.Equal([3L, 3L], Assert.Single(kept.Unsealed!));
    }

    [Fact]
    public async Task A_verifier_accepts_what_was_erased_and_finds_one_row_that_somebody_deleted_besides()
    {
        await _bench.LogAsync(600, (number, entry) => number % 2 == 0 ? entry with { OccurredAt = DateTimeOffset.UtcNow } : entry);
        await _bench.SetCeilingAsync(365);
        await _bench.RunAsync(await _bench.AskAsync());

        VerificationReport before = await VerifyAsync();
        _bench.Log.Run("DELETE FROM entries WHERE entry_row = (SELECT entry_row FROM leaves WHERE position = 400)");
        VerificationReport after = await VerifyAsync();

        Assert.Equal((VerificationOutcome.Proven, 300), (before.Outcome, before.ErasedEntries));
        Assert.Equal(VerificationOutcome.NotProven, after.Outcome);
        Assert.Equal((FaultKind.Removed, 400), (after.Faults[0].Kind, after.Faults[0].Position));
    }

    private Task<VerificationReport> VerifyAsync() =>
        new LogVerifier(_bench.Log.Key.Signer.Verifier).VerifyAsync(new StoreLogSource(_bench.Log.Ledger, signedHead: null, TimeProvider.System), CancellationToken.None);

    private static ClientSession Session(DateTimeOffset seen) => new()
    {
        SessionId = Guid.CreateVersion7(), User = "anna", Workstation = "WS-7", Highest = 7, FirstSeen = seen, LastSeen = seen,
    };

    private async Task<ClientSession[]> FindAsync(params ClientSession[] sessions) =>
        [.. (await _bench.Sessions.FindAsync([.. sessions.Select(session => session.SessionId)], CancellationToken.None)).OrderBy(session => session.LastSeen)];
}
