using Auditor.Contracts;

namespace Auditor.Storage.Tests;

/// <summary>Several values of a field, and what stands in more than one field.</summary>
public abstract partial class AuditLogFilterContract
{
    [Fact]
    public async Task Of_several_values_of_a_field_one_must_be_there()
    {
        var other = Guid.CreateVersion7();
        await ExpectAsync(
            new AuditFilter
            {
                Actor = [@"corp\ANNA", "bob"],
                Camera = ["vault", Entries.Entrance.Id],
                Resource = [AuditableResources.Playback, AuditableResources.Export],
                Action = [AuditableActions.Enter, AuditableActions.Complete],
                RuleId = [Some, other],
            },
            match:
            [
                Entries.At(0) with { Rules = [new RuleMatch { Id = other }] },
                Entries.At(1) with { Rules = [new RuleMatch { Id = Some }], AuditableResource = AuditableResources.Export, AuditableAction = AuditableActions.Complete, Actor = new Actor { Name = "BOB" }, Cameras = [Entries.Vault] },
            ],
            no:
            [
                Entries.At(2) with { Rules = [new RuleMatch { Id = Some }], Actor = new Actor { Name = "carol" } },
                Entries.At(3) with { Rules = [new RuleMatch { Id = Some }], Cameras = [] },
                Entries.At(4) with { Rules = [new RuleMatch { Id = Some }], AuditableResource = AuditableResources.Client },
                Entries.At(5) with { Rules = [new RuleMatch { Id = Some }], AuditableAction = AuditableActions.Leave },
                Entries.At(6),
            ]);
    }

    [Fact]
    public async Task Pages_of_several_resources_are_in_order_and_whole()
    {
        IAuditLog log = await OpenAsync();
        string[] resources = [AuditableResources.Playback, AuditableResources.Export, AuditableResources.Client, AuditableResources.Reason];
        await log.AppendAsync([.. Entries.EachMinute(40).Select((entry, i) => entry with { AuditableResource = resources[i * 7 % 4] })], Cancellation);
        var filter = new AuditFilter { Resource = [AuditableResources.Export, AuditableResources.Playback, AuditableResources.Reason] };

        foreach (bool oldestFirst in new[] { true, false })
        {
            var seen = new List<AuditEntry>();
            AuditCursor? after = null;
            do
            {
                AuditPage page = await log.QueryAsync(new AuditQuery(filter, 7, oldestFirst, after), Cancellation);
                seen.AddRange(page.Entries);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(30, seen.Count);
            Assert.Equal(oldestFirst ? seen.OrderBy(entry => entry.OccurredAt) : seen.OrderByDescending(entry => entry.OccurredAt), seen);
        }
    }

    [Fact]
    public async Task Without_a_reason_are_openings_and_exports_to_which_none_was_given()
    {
        (Guid answered, Guid declined, Guid blank, Guid started) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await ExpectAsync(
            new AuditFilter { ReasonState = ReasonState.Missing },
            match:
            [
                Entries.At(0),
                Entries.At(1) with { CorrelationId = declined },
                Entries.At(2) with { CorrelationId = blank },
                Entries.At(3) with { AuditableResource = AuditableResources.IndependentPlayback, AuditableAction = AuditableActions.Enable },
                Entries.At(4) with { AuditableResource = AuditableResources.Export, AuditableAction = AuditableActions.Complete },
            ],
            no:
            [
                Entries.At(5) with { CorrelationId = answered },
                Answer(6, AuditableActions.Give, answered, "Theft"),
                Answer(7, AuditableActions.Decline, declined, null),
                Answer(8, AuditableActions.Give, blank, null),
                Entries.At(9) with { Reason = "Theft" },
                Entries.At(10) with { AuditableAction = AuditableActions.Act },
                Entries.At(11) with { AuditableAction = AuditableActions.Leave },
                Entries.At(12) with { AuditableResource = AuditableResources.Export, AuditableAction = AuditableActions.Fail },
                Entries.At(13) with { AuditableResource = AuditableResources.Client },
                Entries.At(14) with { AuditableResource = AuditableResources.Export, AuditableAction = AuditableActions.Start, CorrelationId = started, Reason = "Police" },
                Entries.At(15) with { AuditableResource = AuditableResources.Export, AuditableAction = AuditableActions.Complete, CorrelationId = started },
            ]);
    }

    [Fact]
    public async Task A_declined_and_an_expired_question_are_found_by_the_answer_that_was_none()
    {
        AuditEntry declined = Answer(0, AuditableActions.Decline, Some, null);
        AuditEntry expired = Answer(1, AuditableActions.Expire, Guid.CreateVersion7(), null);
        AuditEntry given = Answer(2, AuditableActions.Give, Guid.CreateVersion7(), "Theft");
        AuditEntry asked = Entries.At(3) with { CorrelationId = Some };

        await ExpectAsync(new AuditFilter { ReasonState = ReasonState.Declined }, match: [declined], no: [expired, given, asked]);
        await ExpectAsync(new AuditFilter { ReasonState = [ReasonState.Expired, ReasonState.Missing] }, match: [expired, asked], no: [declined, given]);
        await ExpectAsync(new AuditFilter { ReasonState = [ReasonState.Expired, ReasonState.Missing], Resource = AuditableResources.Reason }, match: [expired], no: [declined, given, asked]);
        await ExpectAsync(new AuditFilter { ReasonState = ReasonState.Declined, Resource = AuditableResources.Client }, match: [], no: [declined, expired, given, asked]);
    }

    [Fact]
    public async Task Hours_of_the_week_go_by_the_clocks_of_their_zone()
    {
        // Friday 2026-03-20 12:00 UTC is 13:00 in Berlin; a week and two days later, on the day that the clocks go forward, 12:00 UTC is 14:00.
        const int Day = 24;
        var berlin = new LocalClock([new(DateTimeOffset.MinValue, TimeSpan.FromHours(1)), new(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(2))]);
        await ExpectAsync(
            new AuditFilter { Hours = new WeekHours(berlin, new HashSet<int> { (4 * Day) + 13, (6 * Day) + 14 }) },
            match: [Entries.At(0), Entries.At(59.9), Entries.At(9 * Day * 60)],
            no: [Entries.At(-0.1), Entries.At(60), Entries.At(2 * Day * 60), Entries.At((9 * Day * 60) - 60)]);
    }

    private static AuditEntry Answer(double minutes, string action, Guid correlation, string? reason) =>
        Entries.At(minutes) with { AuditableResource = AuditableResources.Reason, AuditableAction = action, CorrelationId = correlation, Reason = reason };
}
