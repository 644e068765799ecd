using System.Text.Json.Nodes;
using Auditor.AuditWriter.Catalogue;
using Auditor.AuditWriter.Completeness;
using Auditor.Contracts;
using Auditor.Storage;
using static Auditor.AuditWriter.Tests.Completeness.Sightings;

namespace Auditor.AuditWriter.Tests.Completeness;

/// <summary>Numbers in, what is missing out.</summary>
public sealed class SessionTrackerTests
{
    private static readonly DateTimeOffset Late = At(1_000_000);

    [Fact]
    public void Numbers_without_a_hole_leave_nothing_to_tell()
    {
        SessionTracker tracker = Seen(1, 2, 3, 4);
        tracker.Tell(Late, Late);

        ClientSession session = tracker.ToSession();
        Assert.Equal((4, 0, 0), (session.Highest, session.Missing, session.Unrecorded.Count));
        Assert.Equal((At(0), At(3), "mkoch", "WS-7", "harbour"), (session.FirstSeen, session.LastSeen, session.User, session.Workstation, session.Tenant));
    }

    [Fact]
    public void A_hole_is_waited_for_and_then_declared_with_what_stands_around_it()
    {
        SessionTracker tracker = Seen(1, 5);

        tracker.Tell(At(0.9), At(31));
        Assert.Empty(tracker.ToSession().Unrecorded);
        Assert.Equal((3, 0), (tracker.ToSession().WaitedFor, tracker.ToSession().OpenGaps));
        tracker.Tell(At(1), At(31));

        ClientSession session = tracker.ToSession();
        Assert.Equal((0, 1, 3), (session.WaitedFor, session.OpenGaps, session.Missing));
        AuditEntry gap = Assert.Single(session.Unrecorded);
        Assert.Equal(("CLIENT", "GAP", $"gap 2..4 of session {Session} on WS-7"), (gap.AuditableResource, gap.AuditableAction, gap.ResourceName));
        Assert.Equal((ActorTypes.Service, "AuditWriter", Session), (gap.Actor.Type, gap.Actor.Name, gap.Actor.Session!.Value));
        Assert.Equal(("harbour", "harbour/Harbour", At(31)), (gap.Tenant, gap.Target.Path, gap.OccurredAt));
        Assert.Equal(CompletenessEntryId.OfGap(Session, 2, 4), gap.EntryId);
        Assert.Equal(8, gap.EntryId.Version);
        Assert.Equal(0b10, gap.EntryId.Variant >> 2);
        Assert.Equal(
            $$"""{"clientSessionId":"{{Session}}","workstation":"WS-7","user":"mkoch","from":2,"to":4,"missing":3,"lastSeenBefore":"2026-03-20T11:59:59Z","firstSeenAfter":"2026-03-20T12:00:00Z","missedAt":"2026-03-20T12:00:01Z"}""",
            gap.AdditionalMetadata.Text);

        tracker.Tell(Late, Late);
        Assert.Single(tracker.ToSession().Unrecorded);
    }

    [Fact]
    public void A_session_that_starts_at_5_misses_1_to_4()
    {
        SessionTracker tracker = Seen(5);
        tracker.Tell(Late, Late);

        Assert.StartsWith("gap 1..4 of", Assert.Single(tracker.ToSession().Unrecorded).ResourceName, StringComparison.Ordinal);
        Assert.Null(Assert.Single(tracker.ToSession().Holes).SeenBefore);
    }

    [Fact]
    public void A_hole_that_is_filled_in_time_is_not_declared()
    {
        SessionTracker tracker = Seen(1, 4, 3, 2);
        tracker.Tell(Late, Late);

        Assert.Equal((0, 0), (tracker.ToSession().Missing, tracker.ToSession().Unrecorded.Count));
    }

    [Fact]
    public void A_gap_that_is_filled_partly_and_then_wholly_says_so_under_the_same_correlation_id()
    {
        SessionTracker tracker = Seen(1, 5);
        tracker.Tell(At(1), At(31));
        See(tracker, 40, 3);
        tracker.Tell(At(39), At(69));
        Assert.Single(tracker.ToSession().Unrecorded);
        tracker.Tell(At(40), At(70));
        See(tracker, 80, 4, 2);

        AuditEntry[] told = [.. tracker.ToSession().Unrecorded];
        Assert.Equal(["GAP", "FILL", "FILL"], told.Select(entry => entry.AuditableAction));
        Assert.All(told, entry => Assert.Equal(told[0].EntryId, entry.CorrelationId));
        JsonNode partly = JsonNode.Parse(told[1].AdditionalMetadata.Text!)!;
        Assert.Equal(told[0].EntryId, partly["gapEntryId"]!.GetValue<Guid>());
        Assert.Equal(2, partly["stillMissing"]!.GetValue<int>());
        Assert.Equal("""[{"from":2,"to":2},{"from":4,"to":4}]""", partly["ranges"]!.ToJsonString());
        Assert.Equal(AuditResults.Failed, told[1].Result);
        Assert.Equal(AuditResults.Succeeded, told[2].Result);
        Assert.Equal(0, JsonNode.Parse(told[2].AdditionalMetadata.Text!)!["stillMissing"]!.GetValue<int>());
        Assert.Equal((0, 1, 0), (tracker.ToSession().OpenGaps, tracker.ToSession().FilledGaps, tracker.ToSession().Missing));
    }

    [Fact]
    public void The_highest_number_there_is_makes_one_gap_that_is_filled_like_any_other()
    {
        SessionTracker tracker = Seen(1, long.MaxValue);
        tracker.Tell(Late, Late);
        See(tracker, 5, 2, long.MaxValue - 1, 7);

        ClientSession session = tracker.ToSession();
        Assert.Equal(long.MaxValue - 5, session.Missing);
        Assert.Equal([(3L, 6L), (8L, long.MaxValue - 2)], session.Holes.Select(hole => (hole.From, hole.To)));
        Assert.All(session.Holes, hole => Assert.Equal(session.Gaps[0].GapId, hole.GapId));
    }

    [Fact]
    public void A_number_that_comes_twice_changes_nothing_but_is_counted()
    {
        SessionTracker tracker = Seen(1, 3, 3, 1);

        Assert.Equal((2, 1, 3), (tracker.ToSession().Repeated, tracker.ToSession().Missing, tracker.ToSession().Highest));
    }

    [Fact]
    public void What_has_no_number_is_a_sign_of_life_all_the_same()
    {
        SessionTracker tracker = Seen(1);
        tracker.See(Of(9, number: null) with { Health = new ClientHealth { SpoolDepth = 4, ClockOffsetMilliseconds = -3 }, Kind = ActivityKinds.ClientHeartbeat });

        ClientSession session = tracker.ToSession();
        Assert.Equal((At(9), 1, 4, -3), (session.LastSeen, session.Highest, session.SpoolDepth!.Value, session.ClockOffsetMilliseconds!.Value));
        Assert.Equal(At(9), session.LastHeartbeat);
    }

    [Fact]
    public void A_session_with_too_many_holes_gives_the_lowest_up_and_says_so_in_few_entries()
    {
        const int Count = 5000;
        SessionTracker tracker = Seen([.. Enumerable.Range(1, Count).Select(i => 2L * i)]);

        ClientSession session = tracker.ToSession();
        Assert.InRange(session.Holes.Count, 1, SessionTracker.MaximumHoles);
        Assert.Equal(Count, session.Missing);
        Assert.InRange(session.Unrecorded.Count, 1, Count / 200);
        Assert.Equal(session.OpenGaps, session.Unrecorded.Count);
        JsonNode gap = JsonNode.Parse(session.Unrecorded[0].AdditionalMetadata.Text!)!;
        Assert.True(gap["givenUp"]!.GetValue<bool>());
        Assert.Equal((1, 499, 250), (gap["from"]!.GetValue<int>(), gap["to"]!.GetValue<int>(), gap["missing"]!.GetValue<int>()));

        // What was given up stays missing, also when it comes: nobody knows any more that it had not come before.
        See(tracker, Count + 1, 1);
        Assert.Equal(Count, tracker.ToSession().Missing);
    }

    [Fact]
    public void Declared_gaps_that_are_given_up_stay_open()
    {
        SessionTracker tracker = Seen([.. Enumerable.Range(1, 900).Select(i => 2L * i)]);
        tracker.Tell(Late, Late);
        Assert.Equal(900, tracker.ToSession().OpenGaps);

        See(tracker, 2000, [.. Enumerable.Range(901, 300).Select(i => 2L * i)]);
        tracker.Tell(Late, Late);

        Assert.Equal(1200, tracker.ToSession().OpenGaps);
        Assert.Equal(1200, tracker.ToSession().Missing);
        Assert.Equal(1200, tracker.ToSession().Unrecorded.Count);
    }

    [Fact]
    public void A_client_that_falls_silent_is_told_once_and_its_return_too()
    {
        SessionTracker tracker = Seen(1, 2);
        tracker.Silence(At(0.5), At(181));
        Assert.Equal(SessionStanding.Running, tracker.ToSession().Standing);

        tracker.Silence(At(1), At(181));
        tracker.Silence(At(2), At(182));
        Assert.Equal(SessionStanding.Silent, tracker.ToSession().Standing);
        See(tracker, 300, 3, 4);

        AuditEntry[] told = [.. tracker.ToSession().Unrecorded];
        Assert.Equal(["SILENT", "RESUME"], told.Select(entry => entry.AuditableAction));
        Assert.Equal(told[0].EntryId, told[1].CorrelationId);
        Assert.Equal("2026-03-20T12:00:01Z", JsonNode.Parse(told[1].AdditionalMetadata.Text!)!["lastSeenBefore"]!.GetValue<string>());
        Assert.Equal(SessionStanding.Running, tracker.ToSession().Standing);

        tracker.Silence(At(400), At(600));
        Assert.Equal(3, tracker.ToSession().Unrecorded.Select(entry => entry.EntryId).Distinct().Count());
    }

    [Fact]
    public void A_client_that_says_goodbye_is_not_silent_also_when_earlier_activities_come_after_it()
    {
        SessionTracker tracker = Seen(1);
        tracker.See(Of(1, 3, ActivityKinds.ClientStopped));
        See(tracker, 2, 2);
        tracker.Silence(Late, Late);
        Assert.Equal(SessionStanding.Stopped, tracker.ToSession().Standing);
        Assert.Empty(tracker.ToSession().Unrecorded);

        See(tracker, 3, 4);
        Assert.Equal(SessionStanding.Running, tracker.ToSession().Standing);
    }

    [Fact]
    public void Every_entry_carries_what_the_catalogue_says()
    {
        SessionTracker tracker = Seen(1, 3);
        tracker.Tell(Late, Late);
        tracker.Silence(Late, Late);
        See(tracker, 9, [2, .. Enumerable.Range(3, 1100).Select(i => 2L * i)]);
        CatalogueResource client = AuditCatalogue.Resources.Single(resource => resource.Name == AuditableResources.Client);

        AuditEntry[] told = [.. tracker.ToSession().Unrecorded];
        Assert.Equal(["GAP", "SILENT", "RESUME", "FILL", "GAP"], told.Select(entry => entry.AuditableAction));
        foreach (AuditEntry entry in told)
        {
            IReadOnlyList<CatalogueField> fields = client.Actions.Single(action => action.Name == entry.AuditableAction).Metadata;
            string[] carried = [.. JsonNode.Parse(entry.AdditionalMetadata.Text!)!.AsObject().Select(field => field.Key)];
            Assert.Empty(carried.Except(fields.Select(field => field.Name)));
            Assert.Empty(fields.Where(field => field.Required).Select(field => field.Name).Except(carried));
        }
    }

    [Fact]
    public void What_is_recorded_is_not_told_again()
    {
        SessionTracker tracker = Seen(2, 4, 6);
        tracker.Tell(Late, Late);
        tracker.Recorded(2);

        Assert.StartsWith("gap 5 of", Assert.Single(tracker.ToSession().Unrecorded).ResourceName, StringComparison.Ordinal);
    }
}
