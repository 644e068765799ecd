using Auditor.AuditWriter.Retention;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Retention;

public sealed class RetentionJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(31, true)]
    [InlineData(30, false)]
    [InlineData(29, false)]
    public void What_is_older_than_the_ceiling_goes(int days, bool goes) =>
        Assert.Equal(goes ? RetentionVerdict.Erase : RetentionVerdict.NotDue, Judge(Policies(-50, 30)).Of(Entry(days)));

    [Fact]
    public void Without_a_ceiling_nothing_goes() => Assert.Equal(RetentionVerdict.NotDue, Judge(Policies(-50, null)).Of(Entry(9999)));

    [Fact]
    public void The_floor_counts_from_when_an_entry_was_appended_so_that_a_clock_put_back_erases_nothing_early()
    {
        RetentionJudge judge = Judge(Policies(-50, ceiling: 30, floor: 10));

        Assert.Equal(RetentionVerdict.KeptByFloor, judge.Of(Entry(9999) with { AppendedAt = Now.AddDays(-10).AddTicks(1) }));
        Assert.Equal(RetentionVerdict.Erase, judge.Of(Entry(9999) with { AppendedAt = Now.AddDays(-10) }));
    }

    [Fact]
    public void A_floor_that_was_promised_when_an_entry_was_appended_stays_promised_and_a_higher_one_counts_at_once()
    {
        RetentionChange[] lowered = [Policies(-100, ceiling: 60, floor: 60), Policies(-40, ceiling: 20, floor: 1)];
        RetentionChange[] raised = [Policies(-100, ceiling: 60, floor: 1), Policies(-40, ceiling: 60, floor: 55)];

        Assert.Equal(RetentionVerdict.KeptByFloor, Judge(lowered).Of(Entry(50)));
        Assert.Equal(RetentionVerdict.Erase, Judge(lowered).Of(Entry(39)));
        Assert.Equal(RetentionVerdict.Erase, Judge(lowered).Of(Entry(61)));
        Assert.Equal(RetentionVerdict.KeptByFloor, Judge(raised).Of(Entry(61) with { AppendedAt = Now.AddDays(-54) }));
    }

    [Fact]
    public void A_clock_that_ran_ahead_keeps_nothing_for_ever()
    {
        AuditEntry ahead = Entry(31) with { OccurredAt = Now.AddYears(70) };

        Assert.Equal(RetentionVerdict.Erase, Judge(Policies(-50, 30)).Of(ahead));
        Assert.Equal(RetentionVerdict.NotDue, Judge(Policies(-50, 30)).Of(ahead with { AcceptedAt = Now.AddDays(-29) }));
    }

    [Fact]
    public void What_came_after_the_moment_in_question_was_not_in_the_dry_run() =>
        Assert.Equal(RetentionVerdict.NotDue, Judge(Policies(-50, 30)).Of(Entry(99) with { AppendedAt = Now.AddTicks(1) }));

    [Fact]
    public void A_hold_wins_until_it_is_released_or_has_expired()
    {
        RetentionChange policies = Policies(-50, 30);
        RetentionChange hold = Hold(new AuditFilter { Actor = "ANNA" }, expiresAt: Now.AddDays(1));
        var release = new RetentionChange { Revision = 9, Released = new HoldRelease(hold.Placed!.HoldId, "over", new Actor(), Now) };

        Assert.Equal(RetentionVerdict.KeptByHold, Judge(policies, hold).Of(Entry(99)));
        Assert.Equal(RetentionVerdict.Erase, Judge(policies, hold).Of(Entry(99) with { Actor = new Actor { Name = "ben" } }));
        Assert.Equal(RetentionVerdict.Erase, Judge(policies, hold, release).Of(Entry(99)));
        Assert.Equal(RetentionVerdict.Erase, new RetentionJudge(RetentionState.Of([policies, hold]), Now, Now.AddDays(1)).Of(Entry(99)));
    }

    [Fact]
    public void The_log_of_the_log_goes_only_by_its_own_policy_and_never_what_proves_erasures()
    {
        AuditEntry read = Entry(99) with { AuditableResource = AuditableResources.AuditLog, AuditableAction = AuditableActions.Hold };
        RetentionChange own = Policies(-50, 30) with { Policies = [new RetentionPolicy { Class = AuditableResources.AuditLog, Ceiling = new RetentionCeiling { Days = 30 } }] };

        Assert.Equal(RetentionVerdict.NotDue, Judge(Policies(-50, 30)).Of(read));
        Assert.Equal(RetentionVerdict.Erase, Judge(own).Of(read));
        Assert.Equal(RetentionVerdict.NeverErased, Judge(own).Of(read with { AuditableAction = AuditableActions.Erase }));
        Assert.Equal(RetentionVerdict.NeverErased, Judge(own).Of(read with { AuditableAction = AuditableActions.Keep }));
    }

    [Fact]
    public void A_class_of_its_own_comes_before_the_rest()
    {
        RetentionChange change = Policies(-50, 30) with
        {
            Policies = [new RetentionPolicy { Class = "*", Ceiling = new RetentionCeiling { Days = 1 } }, new RetentionPolicy { Class = AuditableResources.Playback }],
        };

        Assert.Equal(RetentionVerdict.NotDue, Judge(change).Of(Entry(99)));
        Assert.Equal(RetentionVerdict.Erase, Judge(change).Of(Entry(99) with { AuditableResource = AuditableResources.Export }));
    }

    private static RetentionJudge Judge(params RetentionChange[] changes) => new(RetentionState.Of(changes), Now, Now);

    private static RetentionChange Policies(int sinceDays, int? ceiling, int? floor = null) => new()
    {
        Revision = 1,
        ChangedAt = Now.AddDays(sinceDays),
        Policies =
        [
            new RetentionPolicy
            {
                Class = RetentionPolicy.TheRest,
                Ceiling = ceiling is null ? null : new RetentionCeiling { Days = ceiling },
                Floor = floor is null ? null : new RetentionFloor { Days = floor },
            },
        ],
    };

    private static RetentionChange Hold(AuditFilter filter, DateTimeOffset? expiresAt = null) => new()
    {
        Revision = 8,
        Placed = new LegalHold { HoldId = Guid.CreateVersion7(), Filter = filter, ExpiresAt = expiresAt },
    };

    private static AuditEntry Entry(int daysOld) => new()
    {
        EntryId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.Playback,
        AuditableAction = AuditableActions.Enter,
        Actor = new Actor { Name = "anna" },
        OccurredAt = Now.AddDays(-daysOld),
        AcceptedAt = Now.AddDays(-daysOld),
        AppendedAt = Now.AddDays(-daysOld),
    };
}
