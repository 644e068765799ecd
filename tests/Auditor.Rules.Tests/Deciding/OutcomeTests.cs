using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class OutcomeTests
{
    private static readonly Demand PromptOnly = new() { Prompt = true };
    private static readonly Demand TriggerOnly = new() { Trigger = true };

    private static AuditRule With(Demand demand, string name = "rule", int id = 1) =>
        Given.Rule(name, id) with { Playback = demand, Export = demand, IndependentPlayback = demand };

    [Theory]
    [InlineData("PlaybackEntered", "Audit: Playback Entry")]
    [InlineData("ExportEntered", "Audit: Export Entry")]
    [InlineData("IndependentPlaybackEnabled", "Audit: Independent Playback")]
    public void Every_live_rule_with_its_trigger_on_fires_its_own_event(string kind, string name)
    {
        Decision decision = Given.Decide(
            Given.Activity(kind),
            With(TriggerOnly, "b", 2), With(TriggerOnly, "a", 1), With(PromptOnly, "c", 3), With(TriggerOnly, "d", 4) with { Mode = RuleMode.Shadow });
        Assert.Equal(
            [
                new OutcomeEvent { Name = name, RuleId = Given.Id(1), RuleName = "a" },
                new OutcomeEvent { Name = name, RuleId = Given.Id(2), RuleName = "b" },
            ],
            decision.Outcome.Events);
    }

    [Theory]
    [InlineData("PlaybackAction")]
    [InlineData("IndependentPlaybackAction")]
    public void A_playback_action_is_logged_and_evented_for_every_live_match_whatever_is_on(string kind)
    {
        Outcome outcome = Given.Decide(Given.Activity(kind), With(new Demand()), With(new Demand(), "shadow", 2) with { Mode = RuleMode.Shadow }).Outcome;
        Assert.True(outcome.MilestoneLog);
        Assert.Equal([new OutcomeEvent { Name = "Audit: Playback Action", RuleId = Given.Id(1), RuleName = "rule" }], outcome.Events);
    }

    [Theory]
    [InlineData("PlaybackLeft")]
    [InlineData("ExportLeft")]
    [InlineData("ExportStarted")]
    [InlineData("ExportCompleted")]
    [InlineData("IndependentPlaybackDisabled")]
    public void Other_kinds_fire_no_event_and_have_no_line(string kind)
    {
        Outcome outcome = Given.Decide(Given.Activity(kind), Given.Rule()).Outcome;
        Assert.False(outcome.MilestoneLog);
        Assert.Empty(outcome.Events);
    }

    [Theory]
    [InlineData(true, null, false, false)]
    [InlineData(true, null, true, true)]
    [InlineData(false, null, false, true)]
    [InlineData(true, false, false, true)]
    [InlineData(false, true, false, false)]
    [InlineData(false, true, true, true)]
    public void An_entry_has_its_line_at_once_unless_a_question_is_coming(bool ruleAsks, bool? prompted, bool hasReason, bool logged)
    {
        ActivityObserved activity = Given.Activity() with { Prompted = prompted, Reason = hasReason ? new Reason { Notes = "earlier" } : null };
        Assert.Equal(logged, Given.Decide(activity, With(ruleAsks ? PromptOnly : TriggerOnly)).Outcome.MilestoneLog);
    }

    [Theory]
    [InlineData("ReasonGiven", "PlaybackEntered", true)]
    [InlineData("ReasonDeclined", "ExportEntered", true)]
    [InlineData("ReasonExpired", "IndependentPlaybackEnabled", true)]
    [InlineData("ReasonGiven", "ExportStarted", false)]
    public void The_line_of_an_entry_that_was_asked_about_comes_with_its_answer(string kind, string about, bool logged)
    {
        Outcome outcome = Given.Decide(Given.Activity(kind) with { About = about }, With(new Demand())).Outcome;
        Assert.Equal(logged, outcome.MilestoneLog);
        Assert.Empty(outcome.Events);
    }

    [Fact]
    public void A_shadow_rule_alone_demands_nothing()
    {
        Decision decision = Given.Decide(
            Given.Activity() with { Prompted = false },
            Given.Rule() with { Mode = RuleMode.Shadow, NotificationChannels = ["siem"] });
        Assert.Single(decision.Matches);
        Assert.False(decision.Outcome.MilestoneLog);
        Assert.Empty(decision.Outcome.Events);
        Assert.Empty(decision.Outcome.NotificationChannels);
    }

    [Theory]
    [InlineData("PlaybackEntered", true)]
    [InlineData("PlaybackAction", true)]
    [InlineData("PlaybackLeft", false)]
    [InlineData("IndependentPlaybackEnabled", true)]
    [InlineData("IndependentPlaybackAction", true)]
    [InlineData("IndependentPlaybackDisabled", false)]
    [InlineData("ExportEntered", true)]
    [InlineData("ExportLeft", false)]
    [InlineData("ExportStarted", true)]
    [InlineData("ExportCompleted", true)]
    [InlineData("ExportFailed", true)]
    [InlineData("ExportCancelled", true)]
    [InlineData("ReasonGiven", false)]
    [InlineData("ReasonDeclined", true)]
    [InlineData("ReasonExpired", true)]
    public void Channels_are_told_of_entries_actions_exports_and_questions_left_unanswered(string kind, bool told)
    {
        Outcome outcome = Given.Decide(
            Given.Activity(kind) with { About = ActivityKinds.PlaybackEntered },
            Given.Rule("a", 1) with { NotificationChannels = ["siem", "mail"] },
            Given.Rule("b", 2) with { NotificationChannels = ["mail", "ticket"] }).Outcome;
        Assert.Equal(told ? ["siem", "mail", "ticket"] : [], outcome.NotificationChannels);
    }
}
