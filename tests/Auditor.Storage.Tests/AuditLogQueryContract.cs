using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IAuditLog"/> promises about pages and counts. Every store passes it.</summary>
public abstract class AuditLogQueryContract : StoreContract<IAuditLog>
{
    [Fact]
    public async Task Pages_are_newest_first_unless_asked_otherwise()
    {
        AuditEntry[] entries = Entries.EachMinute(5);
        IAuditLog log = await OpenAsync();
        await log.AppendAsync([entries[3], entries[0], entries[4], entries[1], entries[2]], Cancellation);

        AuditPage newest = await log.QueryAsync(new AuditQuery(new AuditFilter()), Cancellation);
        AuditPage oldest = await log.QueryAsync(new AuditQuery(new AuditFilter(), OldestFirst: true), Cancellation);

        Assert.Equal(Ids(entries).Reverse(), Ids(newest.Entries));
        Assert.Equal(Ids(entries), Ids(oldest.Entries));
        Assert.Null(newest.Next);
        Assert.Null(oldest.Next);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Following_the_pages_gives_each_entry_once_also_when_all_occurred_in_one_tick(bool oldestFirst)
    {
        // Random ids on purpose: a store that sorts them otherwise than it compares them loses entries here.
        AuditEntry[] entries = [.. Enumerable.Range(0, 60).Select(_ => Entries.At(0) with { EntryId = Guid.NewGuid() })];
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(entries, Cancellation);

        List<Guid> seen = await FollowAsync(log, new AuditQuery(new AuditFilter(), Limit: 7, OldestFirst: oldestFirst));

        Assert.Equal(60, seen.Count);
        Assert.Equal(Ids(entries).Order(), seen.Order());
        Assert.Equal(oldestFirst ? seen.Order() : seen.OrderDescending(), seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Following_the_pages_while_entries_are_appended_gives_each_that_was_there_once(bool oldestFirst)
    {
        AuditEntry[] before = Entries.EachMinute(100);
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(before, Cancellation);

        List<Guid> seen = await FollowAsync(
            log,
            new AuditQuery(new AuditFilter(), Limit: 10, OldestFirst: oldestFirst),
            async page => await log.AppendAsync([Entries.At(-1), Entries.At(page * 10), Entries.At((page * 10) + 0.5), Entries.At(1000)], Cancellation));

        Assert.Equal(seen.Distinct().Count(), seen.Count);
        Assert.Empty(Ids(before).Except(seen));
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_entry_has_no_next()
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(Entries.EachMinute(10), Cancellation);

        AuditPage first = await log.QueryAsync(new AuditQuery(new AuditFilter(), Limit: 5), Cancellation);
        AuditPage last = await log.QueryAsync(new AuditQuery(new AuditFilter(), Limit: 5, After: first.Next), Cancellation);

        Assert.NotNull(first.Next);
        Assert.Equal(5, last.Entries.Count);
        Assert.Null(last.Next);
    }

    [Fact]
    public async Task A_cursor_survives_being_written_into_a_link()
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(Entries.EachMinute(4), Cancellation);
        AuditPage first = await log.QueryAsync(new AuditQuery(new AuditFilter(), Limit: 2), Cancellation);

        Assert.True(AuditCursor.TryParse(first.Next!.ToString(), out AuditCursor? parsed));
        AuditPage second = await log.QueryAsync(new AuditQuery(new AuditFilter(), Limit: 2, After: parsed), Cancellation);

        Assert.Equal([Entries.Noon.AddMinutes(1), Entries.Noon], second.Entries.Select(entry => entry.OccurredAt));
    }

    [Fact]
    public async Task Pages_go_together_with_filters()
    {
        AuditEntry[] entries = [.. Entries.EachMinute(40).Select((entry, index) => index % 2 == 0 ? entry : entry with { Cameras = [Entries.Vault] })];
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(entries, Cancellation);

        List<Guid> seen = await FollowAsync(log, new AuditQuery(new AuditFilter { Camera = "Vault", To = Entries.Noon.AddMinutes(30) }, Limit: 4));

        Assert.Equal(Ids(entries.Take(30).Where(entry => entry.Cameras.Contains(Entries.Vault))).Reverse(), seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_bytes_of_entries_come_in_the_same_pages_as_the_entries(bool oldestFirst)
    {
        AuditEntry[] entries = [.. Entries.EachMinute(20), Entries.Full()];
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(entries, Cancellation);
        var query = new AuditQuery(new AuditFilter { To = Entries.Noon.AddMinutes(15) }, Limit: 7, OldestFirst: oldestFirst);

        AttestedPage first = await log.ReadAttestedAsync(query, Cancellation);
        AuditPage expected = await log.QueryAsync(query, Cancellation);
        AttestedPage second = await log.ReadAttestedAsync(query with { After = first.Next }, Cancellation);

        Assert.Equal(Ids(expected.Entries), first.Entries.Select(entry => entry.EntryId));
        Assert.Equal(expected.Next, first.Next);
        Assert.Equal(7, second.Entries.Count);
        Assert.All(first.Entries, entry => Assert.Equal(
            EntryLeaf.AttestedOf(entries.Single(given => given.EntryId == entry.EntryId)), entry.Attested.ToArray()));
    }

    [Fact]
    public async Task Pages_of_large_entries_end_early_and_lose_none()
    {
        AuditEntry[] entries = [.. Entries.EachMinute(20).Select(entry => entry with { AdditionalMetadata = new JsonText($"\"{new string('x', 1024 * 1024)}\"") })];
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(entries, Cancellation);

        var seen = new List<Guid>();
        int longest = 0;
        AuditCursor? next = null;
        do
        {
            AttestedPage page = await log.ReadAttestedAsync(new AuditQuery(new AuditFilter(), Limit: 1000, OldestFirst: true, After: next), Cancellation);
            seen.AddRange(page.Entries.Select(entry => entry.EntryId));
            longest = Math.Max(longest, page.Entries.Count);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Ids(entries), seen);
        Assert.InRange(longest, 1, 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task A_limit_out_of_range_is_refused(int limit)
    {
        IAuditLog log = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => log.QueryAsync(new AuditQuery(new AuditFilter(), limit), Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => log.ReadAttestedAsync(new AuditQuery(new AuditFilter(), limit), Cancellation));
    }

    [Fact]
    public async Task Counting_counts_what_matches()
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync([.. Entries.EachMinute(9), Entries.Full()], Cancellation);

        Assert.Equal(10, await log.CountAsync(new AuditFilter(), Cancellation));
        Assert.Equal(1, await log.CountAsync(new AuditFilter { Result = AuditResults.Denied }, Cancellation));
        Assert.Equal(0, await log.CountAsync(new AuditFilter { Tenant = "nobody" }, Cancellation));
    }

    [Fact]
    public async Task Values_are_counted_most_first_and_then_by_value()
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(
            [
                Entries.At(0) with { AuditableResource = AuditableResources.Export },
                Entries.At(1) with { AuditableResource = AuditableResources.Playback },
                Entries.At(2) with { AuditableResource = AuditableResources.Playback },
                Entries.At(3) with { AuditableResource = AuditableResources.Client },
            ],
            Cancellation);

        IReadOnlyList<FacetCount> all = await log.CountByAsync(new AuditFilter(), Facet.Resource, 10, Cancellation);
        IReadOnlyList<FacetCount> two = await log.CountByAsync(new AuditFilter { From = Entries.Noon.AddMinutes(1) }, Facet.Resource, 1, Cancellation);

        Assert.Equal([new("PLAYBACK", "PLAYBACK", 2), new("CLIENT", "CLIENT", 1), new FacetCount("EXPORT", "EXPORT", 1)], all);
        Assert.Equal([new FacetCount("PLAYBACK", "PLAYBACK", 2)], two);
    }

    [Theory]
    [InlineData(Facet.Action, "ENTER")]
    [InlineData(Facet.Result, "SUCCEEDED")]
    [InlineData(Facet.Tenant, "default")]
    [InlineData(Facet.TargetLevel, "ENDPOINT")]
    [InlineData(Facet.Actor, @"CORP\anna")]
    public async Task Every_other_word_can_be_counted(Facet facet, string value)
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(Entries.EachMinute(3), Cancellation);

        Assert.Equal([new FacetCount(value, value, 3)], await log.CountByAsync(new AuditFilter(), facet, 10, Cancellation));
    }

    [Fact]
    public async Task A_camera_is_counted_by_its_id_once_an_entry_and_shown_under_its_latest_name()
    {
        CameraRef renamed = Entries.Entrance with { Id = Entries.Entrance.Id.ToUpperInvariant(), Name = "Main entrance" };
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(
            [
                Entries.At(2) with { Cameras = [renamed] },
                Entries.At(0) with { Cameras = [Entries.Entrance, Entries.Entrance, Entries.Vault] },
                Entries.At(1) with { Cameras = [] },
            ],
            Cancellation);

        IReadOnlyList<FacetCount> cameras = await log.CountByAsync(new AuditFilter(), Facet.Camera, 10, Cancellation);
        IReadOnlyList<FacetCount> withVault = await log.CountByAsync(new AuditFilter { Camera = "Vault" }, Facet.Camera, 10, Cancellation);

        Assert.Equal([("Main entrance", 2L), ("Vault", 1L)], cameras.Select(camera => (camera.Name, camera.Count)));
        Assert.Equal(["Entrance", "Vault"], withVault.Select(camera => camera.Name).Order());
        Assert.Equal(2, await log.CountAsync(new AuditFilter { Camera = cameras[0].Value }, Cancellation));
    }

    [Fact]
    public async Task A_rule_is_counted_by_its_id_and_shown_under_its_latest_name()
    {
        Guid rule = Guid.CreateVersion7();
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(
            [
                Entries.At(1) with { Rules = [new RuleMatch { Id = rule, Name = "New", Version = 2 }] },
                Entries.At(0) with { Rules = [new RuleMatch { Id = rule, Name = "Old", Version = 1 }] },
            ],
            Cancellation);

        Assert.Equal([new FacetCount(rule.ToString(), "New", 2)], await log.CountByAsync(new AuditFilter(), Facet.Rule, 10, Cancellation));
    }

    [Fact]
    public async Task An_actor_in_two_spellings_is_one_and_one_without_a_name_goes_by_the_id()
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(
            [
                Entries.At(0) with { Actor = new Actor { Name = "BOB" } },
                Entries.At(1) with { Actor = new Actor { Name = "bob" } },
                Entries.At(2) with { Actor = new Actor { Id = "S-1-5-18" } },
            ],
            Cancellation);

        IReadOnlyList<FacetCount> actors = await log.CountByAsync(new AuditFilter(), Facet.Actor, 10, Cancellation);

        Assert.Equal([new("bob", "bob", 2), new FacetCount("S-1-5-18", "S-1-5-18", 1)], actors);
        Assert.Equal(1, await log.CountAsync(new AuditFilter { Actor = actors[1].Value }, Cancellation));
    }

    private static IEnumerable<Guid> Ids(IEnumerable<AuditEntry> entries) => entries.Select(entry => entry.EntryId);

    private static async Task<List<Guid>> FollowAsync(IAuditLog log, AuditQuery query, Func<int, Task>? betweenPages = null)
    {
        var seen = new List<Guid>();
        AuditCursor? next = null;
        for (int page = 0; page < 200; page++)
        {
            AuditPage found = await log.QueryAsync(query with { After = next }, Cancellation);
            Assert.True(found.Entries.Count <= query.Limit);
            seen.AddRange(Ids(found.Entries));
            next = found.Next;
            if (next is null)
            {
                return seen;
            }

            if (betweenPages is not null && page < 20)
            {
                await betweenPages(page);
            }
        }

        Assert.Fail("The pages have no end.");
        return seen;
    }
}
