using Auditor.Contracts;
using Auditor.Faults.Checking;
using Auditor.Faults.Load;

namespace Auditor.Faults.Tests;

/// <summary>Each check finds what it is there for, and nothing where nothing is wrong.</summary>
public sealed class CheckTests
{
    [Fact]
    public void Nothing_is_found_where_nothing_is_wrong()
    {
        SampleLog sample = SampleLog.Of(1, 2, 3);

        Assert.Equal(0, ExactlyOnce.Check(sample.Sessions, sample.Log).Count);
        Assert.Equal(0, Completeness.Check(sample.Sessions, sample.Log).Count);
        Assert.Equal(0, Outcomes.Check(sample.Log, sample.Effects).Count);
    }

    [Fact]
    public void A_lost_activity_is_found()
    {
        SampleLog sample = SampleLog.Of(1, 2, 3);
        sample.Log.RemoveAll(fact => fact.Number == 2);

        Assert.Contains("is in the log 0 times", Assert.Single(ExactlyOnce.Check(sample.Sessions, sample.Log).First), StringComparison.Ordinal);
        Assert.Contains("2 is missing, and no gap says so", Assert.Single(Completeness.Check(sample.Sessions, sample.Log).First), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_confirmed_may_be_missing_and_may_be_there()
    {
        SampleLog sample = SampleLog.Of(1, 2);
        sample.Send(3, confirmed: false);
        Assert.Equal(0, ExactlyOnce.Check(sample.Sessions, sample.Log).Count);

        sample.Append(3);
        Assert.Equal(0, ExactlyOnce.Check(sample.Sessions, sample.Log).Count);
    }

    [Fact]
    public void An_activity_that_is_there_twice_is_found()
    {
        SampleLog sample = SampleLog.Of(1, 2, 3);
        sample.Log.Add(sample.Log[0] with { Position = 100 });

        Assert.Equal(2, ExactlyOnce.Check(sample.Sessions, sample.Log).Count);
    }

    [Fact]
    public void An_activity_that_nobody_sent_or_that_says_something_else_or_has_no_position_is_found()
    {
        SampleLog sample = SampleLog.Of(1, 2, 3);
        sample.Sent.Remove(3);
        sample.Log[0] = sample.Log[0] with { Number = 9 };
        sample.Log[2] = sample.Log[2] with { Position = null };

        Assert.Equal(3, ExactlyOnce.Check(sample.Sessions, sample.Log).Count);
    }

    [Fact]
    public void A_declared_hole_is_no_finding_and_half_a_one_is()
    {
        SampleLog sample = SampleLog.Of(1, 5);
        sample.Gap(2, 4);
        Assert.Equal(0, Completeness.Check(sample.Sessions, sample.Log).Count);

        sample = SampleLog.Of(1, 5);
        sample.Gap(2, 3);
        Assert.Contains("4 is missing", Assert.Single(Completeness.Check(sample.Sessions, sample.Log).First), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_that_was_filled_must_be_told_to_be_filled()
    {
        SampleLog sample = SampleLog.Of(1, 2, 3, 5);
        Guid gap = sample.Gap(2, 4);
        Assert.Equal(2, Completeness.Check(sample.Sessions, sample.Log).Count);

        sample.Fill(gap, """{"from":4,"to":4}""");
        Assert.Equal(0, Completeness.Check(sample.Sessions, sample.Log).Count);

        sample.Fill(gap, "");
        Assert.Contains("4 is missing", Assert.Single(Completeness.Check(sample.Sessions, sample.Log).First), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, new[] { AuditableActions.Silent }, 0)]
    [InlineData(true, new string[0], 1)]
    [InlineData(true, new[] { AuditableActions.Silent, AuditableActions.Resume }, 1)]
    [InlineData(false, new string[0], 0)]
    [InlineData(false, new[] { AuditableActions.Silent }, 1)]
    [InlineData(false, new[] { AuditableActions.Silent, AuditableActions.Resume }, 0)]
    public void Silence_must_be_told_of_and_taken_back(bool fellSilent, string[] told, int findings)
    {
        SampleLog sample = SampleLog.Of(1, 2);
        sample.FellSilent = fellSilent;
        foreach (string action in told)
        {
            sample.Tell(action);
        }

        Assert.Equal(findings, Completeness.Check(sample.Sessions, sample.Log).Count);
    }

    [Fact]
    public void An_outcome_that_had_no_effect_or_two_or_no_report_or_two_is_found()
    {
        SampleLog sample = SampleLog.Of(1, 2, 3, 4);
        sample.Effects[sample.Sent[1]] = 0;
        sample.Effects[sample.Sent[2]] = 2;
        LoggedFact third = sample.Log.Single(fact => fact.CorrelationId == sample.Sent[3]);
        sample.Log.Remove(third);
        sample.Log.Add(sample.Log.Single(fact => fact.CorrelationId == sample.Sent[4]) with { EntryId = Guid.NewGuid() });

        Assert.Equal(4, Outcomes.Check(sample.Log, sample.Effects).Count);
    }

    [Fact]
    public void An_outcome_of_an_entry_that_demands_none_is_found()
    {
        SampleLog sample = SampleLog.Of(1);
        sample.Log[0] = sample.Log[0] with { DemandsOutcome = false };

        Assert.Equal(1, Outcomes.Check(sample.Log, sample.Effects).Count);
    }

    [Fact]
    public void A_change_of_a_rule_that_is_not_in_the_log_once_is_found()
    {
        var rule = Guid.NewGuid();
        LoggedFact Change(long version) => new(
            Guid.NewGuid(), version, AuditableResources.AuditRule, AuditableActions.Update, null, null, null, false, $$"""{"ruleId":"{{rule}}","version":{{version}}}""");
        Assert.Equal(0, RuleChangesLogged.Check(rule, new HashSet<long> { 1, 2 }, [1, 2, 3], [Change(1), Change(2), Change(3)]).Count);

        Assert.Equal(4, RuleChangesLogged.Check(rule, new HashSet<long> { 1, 4 }, [1, 2, 3], [Change(1), Change(2), Change(2), Change(5)]).Count);
    }

    [Fact]
    public void A_subscriber_may_get_an_entry_again_and_may_be_spared_what_is_not_for_it()
    {
        SampleLog sample = SampleLog.Of(1, 2, 3);
        Subscriber subscriber = SubscriberWith([.. Activities(sample), Activities(sample)[1], Activities(sample)[2]]);

        Assert.Equal(0, Notifications.Check([subscriber], sample.Log).Count);
    }

    [Fact]
    public void What_a_subscriber_missed_got_too_early_or_should_not_have_got_is_found()
    {
        SampleLog sample = SampleLog.Of(1, 2, 3);
        Guid[] all = Activities(sample);

        Assert.Contains("did not get", Assert.Single(Notifications.Check([SubscriberWith(all[0], all[2])], sample.Log).First), StringComparison.Ordinal);
        Assert.Contains("after", Assert.Single(Notifications.Check([SubscriberWith(all[1], all[0], all[2])], sample.Log).First), StringComparison.Ordinal);
        Guid notForIt = sample.Log.First(fact => fact.Number is null).EntryId;
        Assert.Contains("not for it", Assert.Single(Notifications.Check([SubscriberWith([.. all, notForIt])], sample.Log).First), StringComparison.Ordinal);
    }

    private static Guid[] Activities(SampleLog sample) => [.. sample.Log.Where(fact => fact.Number is not null).Select(fact => fact.EntryId)];

    private static Subscriber SubscriberWith(params Guid[] entries)
    {
        var received = new Received();
        foreach (Guid entry in entries)
        {
            received.Add(entry);
        }

        return new Subscriber("one for activities", Guid.NewGuid(), fact => fact.Number is not null, received);
    }
}
