using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class PromptTests
{
    private static AuditRule Asking(string name, ReasonPolicy policy) => Given.Rule(name, name[0]) with { ReasonPolicy = policy };

    private static PredefinedReason For(string text, params ActivityType[] activities) => new() { Text = text, Activities = activities };

    [Theory]
    [InlineData("PlaybackEntered", true)]
    [InlineData("IndependentPlaybackEnabled", true)]
    [InlineData("ExportEntered", true)]
    [InlineData("PlaybackLeft", false)]
    [InlineData("PlaybackAction", false)]
    [InlineData("IndependentPlaybackAction", false)]
    [InlineData("ExportStarted", false)]
    public void Only_what_opens_something_is_asked_about(string kind, bool asked)
    {
        Decision decision = Given.Decide(Given.Activity(kind), Given.Rule());
        Assert.Equal(asked, decision.Prompt is not null);
        Assert.Single(decision.Matches);
    }

    [Fact]
    public void A_rule_asks_only_for_the_type_whose_prompt_is_on()
    {
        AuditRule rule = Given.Rule() with { Playback = new Demand { Trigger = true }, Export = new Demand { Prompt = true } };
        Assert.Null(Given.Decide(Given.Activity(), rule).Prompt);
        Assert.Equal(ActivityType.Export, Given.Decide(Given.Activity(ActivityKinds.ExportEntered), rule).Prompt!.Activity);
    }

    [Fact]
    public void A_shadow_rule_asks_nothing_and_makes_no_policy_stricter()
    {
        AuditRule shadow = Asking("a", new ReasonPolicy { MinimumLength = 99 }) with { Mode = RuleMode.Shadow, PredefinedReasons = [For("Theft", ActivityType.Playback)] };
        Assert.Null(Given.Decide(Given.Activity(), shadow).Prompt);

        Prompt prompt = Given.Decide(Given.Activity(), shadow, Given.Rule("b", 2)).Prompt!;
        Assert.Equal([Given.Id(2)], prompt.Rules);
        Assert.Equal(0, prompt.Policy.MinimumLength);
        Assert.Empty(prompt.PredefinedReasons);
    }

    [Fact]
    public void Reasons_are_those_of_asking_rules_for_the_type_in_order_and_each_once()
    {
        AuditRule b = Given.Rule("b", 2) with { PredefinedReasons = [For("THEFT", ActivityType.Playback), For("Drill", ActivityType.Playback, ActivityType.Export)] };
        AuditRule a = Given.Rule("a", 1) with { PredefinedReasons = [For("Theft", ActivityType.Playback), For("Court order", ActivityType.Export)] };
        AuditRule silent = Given.Rule("c", 3) with { Playback = new Demand { Trigger = true }, PredefinedReasons = [For("Silent", ActivityType.Playback)] };
        Prompt prompt = Given.Decide(Given.Activity(), b, a, silent).Prompt!;
        Assert.Equal(["Theft", "Drill"], prompt.PredefinedReasons);
        Assert.Equal([Given.Id(1), Given.Id(2)], prompt.Rules);
    }

    [Fact]
    public void The_strictest_of_each_part_of_the_policy_holds()
    {
        Prompt prompt = Given.Decide(
            Given.Activity(),
            Asking("a", new ReasonPolicy { FreeTextRequired = true, MinimumLength = 5, AnswerValidMinutes = 60, CaseNumberPattern = @"\d+" }),
            Asking("b", new ReasonPolicy { MinimumLength = 12, AnswerValidMinutes = 15, DeclineAllowed = false, CaseNumberPattern = @"\d+" }),
            Asking("c", new ReasonPolicy { AnswerValidMinutes = 30, WhenPolicyUnknown = PolicyUnknown.FailClosed, CaseNumberPattern = "2026.*" })).Prompt!;
        Assert.Equal(
            new ReasonPolicy { FreeTextRequired = true, MinimumLength = 12, AnswerValidMinutes = 15, DeclineAllowed = false, WhenPolicyUnknown = PolicyUnknown.FailClosed },
            prompt.Policy);
        Assert.Equal([@"\d+", "2026.*"], prompt.CaseNumberPatterns);
    }

    [Fact]
    public void One_rule_alone_is_asked_by_its_own_policy()
    {
        var policy = new ReasonPolicy { MinimumLength = 3, AnswerValidMinutes = 7 };
        Prompt prompt = Given.Decide(Given.Activity(), Asking("a", policy)).Prompt!;
        Assert.Equal(policy, prompt.Policy);
        Assert.Empty(prompt.CaseNumberPatterns);
    }
}
