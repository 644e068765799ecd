using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Tests.Completeness;

/// <summary>From entries of the log to entries about what is missing in it, on a real store.</summary>
public sealed class LogFollowerTests : IAsyncLifetime
{
    private readonly Guid _session = Guid.CreateVersion7();
    private FollowedLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await FollowedLog.OpenAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task A_hole_becomes_an_entry_after_its_grace_and_a_second_one_when_it_is_filled()
    {
        await _log.AppendAsync(_session, 1, 4);
        await _log.LetPassAsync(29);
        Assert.Empty(await _log.ToldAsync());

        await _log.LetPassAsync(2);
        Assert.Equal(["GAP 2..3"], await _log.ToldAsync());
        await _log.AppendAsync(_session, 3, 2);
        await _log.LetPassAsync(1);

        Assert.Equal(["GAP 2..3", "FILL 2..3"], await _log.ToldAsync());
        Assert.Equal(["GAP", "FILL"], _log.Announced.Select(entry => entry.AuditableAction));
        CompletenessSummary summary = await _log.Sessions.SummarizeAsync(CancellationToken.None);
        Assert.Equal(new CompletenessSummary(1, 0, 0, 1, LastMissedAt: null, 0), summary);
    }

    [Fact]
    public async Task What_fills_a_hole_counts_from_when_it_was_appended_however_late_it_is_read()
    {
        await _log.AppendAsync(_session, 1, 3);
        _log.Clock.Now += TimeSpan.FromSeconds(20);
        await _log.AppendAsync(_session, 2);
        // Nobody sequenced or followed meanwhile.
        _log.Clock.Now += TimeSpan.FromHours(1);
        await _log.FollowAsync();

        Assert.Empty(await _log.ToldAsync());
    }

    [Fact]
    public async Task Nothing_is_called_missing_while_what_may_fill_it_waits_for_its_position()
    {
        await _log.AppendAsync(_session, 1, 3);
        await _log.FollowAsync();
        await _log.AppendAsync(_session, 2);
        _log.Clock.Now += TimeSpan.FromMinutes(10);
        await _log.FollowOnlyAsync();
        Assert.Empty(await _log.ToldAsync());

        await _log.FollowAsync();
        Assert.Empty(await _log.ToldAsync());
    }

    [Fact]
    public async Task A_silent_client_is_told_and_so_is_its_return()
    {
        await _log.AppendAsync(_session, 1);
        await _log.LetPassAsync(175);
        Assert.Empty(await _log.ToldAsync());
        await _log.LetPassAsync(10);
        Assert.Equal([$"SILENT WS-7"], await _log.ToldAsync());

        await _log.AppendAsync(_session, 2);
        await _log.LetPassAsync(1);
        Assert.Equal(["SILENT WS-7", "RESUME WS-7"], await _log.ToldAsync());
    }

    [Fact]
    public async Task What_somebody_wrote_into_the_state_of_a_session_does_not_become_an_entry_of_the_log()
    {
        await _log.AppendAsync(_session, 1);
        await _log.FollowAsync();
        AuditEntry forged = FollowedLog.Entry(_session, 9);
        ClientSession session = Assert.Single(await _log.Sessions.FindAsync([_session], CancellationToken.None));
        await _log.Sessions.SaveAsync([session with { Unrecorded = [forged] }], await _log.Sessions.ReadBookmarkAsync(CancellationToken.None), CancellationToken.None);

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(_log.FollowAsync);

        Assert.Contains(forged.EntryId.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Announced, entry => entry.EntryId == forged.EntryId);
    }

    [Fact]
    public async Task A_client_that_says_goodbye_is_never_called_silent()
    {
        await _log.AppendAsync(FollowedLog.Entry(_session, 1, ActivityKinds.ClientStarted), FollowedLog.Entry(_session, 2, ActivityKinds.ClientStopped));
        await _log.LetPassAsync(400);

        Assert.Empty(await _log.ToldAsync());
    }

    [Fact]
    public async Task A_service_that_was_down_listens_for_as_long_as_a_client_may_be_silent_first()
    {
        await _log.AppendAsync(_session, 1);
        await _log.LetPassAsync(5);
        _log.Clock.Now += TimeSpan.FromHours(1);
        _log.Restart();
        await _log.LetPassAsync(175);
        Assert.Empty(await _log.ToldAsync());

        await _log.LetPassAsync(10);
        Assert.Equal(["SILENT WS-7"], await _log.ToldAsync());
    }

    [Fact]
    public async Task A_machine_that_slept_listens_anew_too()
    {
        await _log.AppendAsync(_session, 1);
        await _log.LetPassAsync(200 - 25);
        _log.Clock.Now += TimeSpan.FromHours(1);
        await _log.LetPassAsync(175);

        Assert.Empty(await _log.ToldAsync());
    }

    [Fact]
    public async Task While_the_bus_is_away_nobody_is_silent()
    {
        await _log.AppendAsync(_session, 1);
        await _log.LetPassAsync(100);
        _log.Hears = false;
        await _log.LetPassAsync(300);
        Assert.Empty(await _log.ToldAsync());
        _log.Hears = true;
        await _log.LetPassAsync(175);
        Assert.Empty(await _log.ToldAsync());

        await _log.LetPassAsync(10);
        Assert.Equal(["SILENT WS-7"], await _log.ToldAsync());
    }

    [Fact]
    public async Task A_gap_found_while_the_bus_is_away_is_in_the_log_at_once_and_announced_when_it_is_back()
    {
        _log.Hears = false;
        await _log.AppendAsync(_session, 2);
        await _log.LetPassAsync(40);
        Assert.Equal(["GAP 1"], await _log.ToldAsync());
        Assert.Empty(_log.Announced);

        _log.Hears = true;
        await _log.LetPassAsync(1);
        await _log.LetPassAsync(1);
        Assert.Equal("GAP", Assert.Single(_log.Announced).AuditableAction);
        Assert.Equal(["GAP 1"], await _log.ToldAsync());
    }

    [Fact]
    public async Task A_gap_that_was_declared_just_before_the_process_ended_is_told_once_and_as_it_was_decided()
    {
        await _log.AppendAsync(_session, 1, 5);
        await _log.FollowAsync();
        _log.OnAnnounce = _ => throw new InvalidOperationException("The process ends here.");
        _log.Clock.Now += TimeSpan.FromSeconds(31);
        await Assert.ThrowsAsync<InvalidOperationException>(_log.FollowAsync);

        // Before it starts again, a part of what is missing comes.
        await _log.AppendAsync(_session, 3);
        _log.OnAnnounce = _ => { };
        _log.Restart();
        await _log.LetPassAsync(40);
        await _log.AppendAsync(_session, 2, 4);
        await _log.LetPassAsync(1);

        Assert.Equal(["GAP 2..4", "FILL 2..4", "FILL 2..4"], await _log.ToldAsync());
        Assert.Equal(["GAP", "FILL", "FILL"], _log.Announced.Select(entry => entry.AuditableAction));
    }

    [Fact]
    public async Task Two_that_follow_at_once_tell_everything_once()
    {
        Guid[] many = [.. Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7())];
        foreach (Guid session in many)
        {
            await _log.AppendAsync(session, 1, 3, 5, 9);
        }

        await _log.SequenceAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FollowAsync()));
        _log.Clock.Now += TimeSpan.FromSeconds(31);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FollowAsync()));
        await _log.FollowAsync();

        Assert.Equal(3 * many.Length, (await _log.ToldAsync()).Length);
        Assert.Equal(new CompletenessSummary(40, 0, 120, 0, Sightings.Noon, 0), await _log.Sessions.SummarizeAsync(CancellationToken.None));

        async Task FollowAsync()
        {
            AuditWriter.Completeness.LogFollower follower = _log.NewFollower();
            while (await follower.FollowAsync(hears: true, CancellationToken.None))
            {
                // More to do at once.
            }
        }
    }

    [Fact]
    public async Task Whatever_is_in_the_log_it_is_followed_to_its_end()
    {
        const string Unknown = """{"version":9,"activityId":"ID","kind":"Brewing","clientSessionId":"SESSION","sequenceNumber":2,"site":7,"client":[]}""";
        AuditEntry unknown = FollowedLog.Entry(_session, 2);
        AuditEntry change = FollowedLog.Entry(_session, 3) with { EntryId = Guid.CreateVersion7() };
        AuditEntry huge = FollowedLog.Entry(_session, long.MaxValue);
        await _log.AppendAsync(
            FollowedLog.Entry(_session, 1),
            unknown with { AdditionalMetadata = new JsonText(Unknown.Replace("ID", unknown.EntryId.ToString(), StringComparison.Ordinal).Replace("SESSION", _session.ToString().ToUpperInvariant(), StringComparison.Ordinal)) },
            change,
            huge,
            new AuditEntry { EntryId = Guid.CreateVersion7(), AdditionalMetadata = new JsonText("[1,null]") },
            new AuditEntry { EntryId = Guid.CreateVersion7(), AdditionalMetadata = WireFormat.ToJsonText(new { activityId = 5 }) });
        await _log.LetPassAsync(40);

        ClientSession session = Assert.Single(await _log.Sessions.FindAsync([_session], CancellationToken.None));
        Assert.Equal((2, 0), (session.Highest, session.Missing));
        Assert.Equal(3, session.Through);
        Assert.Equal(6, (await _log.Sessions.ReadBookmarkAsync(CancellationToken.None)).Position);
    }

    [Fact]
    public async Task Whoever_takes_the_id_of_a_gap_in_advance_does_not_hide_it()
    {
        Guid gapId = AuditWriter.Completeness.CompletenessEntryId.OfGap(_session, 2, 3);
        await _log.AppendAsync(_session, 1, 4);
        await _log.AppendAsync(FollowedLog.Entry(Guid.CreateVersion7(), 1) with { EntryId = gapId });
        await _log.LetPassAsync(40);

        Assert.Equal(["GAP 2..3"], await _log.ToldAsync());
        AuditEntry gap = Assert.Single(_log.Announced);
        Assert.NotEqual(gapId, gap.EntryId);
        Assert.Equal(gapId, gap.CorrelationId);
    }

    [Fact]
    public async Task More_than_one_batch_is_followed_in_one_go()
    {
        for (int i = 0; i < 6; i++)
        {
            await _log.AppendAsync(_session, [.. Enumerable.Range((i * 500) + 1, 500).Select(number => (long)number)]);
        }

        await _log.FollowAsync();

        ClientSession session = Assert.Single(await _log.Sessions.FindAsync([_session], CancellationToken.None));
        Assert.Equal((3000, 0, 2999), (session.Highest, session.Missing, session.Through));
    }
}
