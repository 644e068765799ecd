using Auditor.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Auditor.Rules.Tests;

/// <summary>The index and its merging held against the straight reading of the rules.</summary>
public sealed class RuleBookProperties
{
    [Fact]
    public void A_book_decides_as_the_straight_reading_of_its_rules_does() => Holds(situation =>
        Same(
            new NaiveRuleBook(situation.Rules, 7).Decide(situation.Activity),
            RuleBook.Compile(situation.Rules, 7).Decide(situation.Activity)));

    [Fact]
    public void A_policy_is_every_enabled_rule_that_catches_the_actor() => Holds(situation =>
        Same(
            new NaiveRuleBook(situation.Rules, 7).PolicyFor(situation.Activity.Actor),
            RuleBook.Compile(situation.Rules, 7).PolicyFor(situation.Activity.Actor)));

    [Fact]
    public void A_workstation_with_only_its_operators_policy_decides_as_the_whole_book_does() => Holds(situation =>
    {
        var whole = RuleBook.Compile(situation.Rules, 7);
        var own = RuleBook.Compile(whole.PolicyFor(situation.Activity.Actor), 7);
        return Same(whole.Decide(situation.Activity), own.Decide(situation.Activity));
    });

    [Fact]
    public void The_order_in_which_rules_come_does_not_matter() => Holds(situation =>
    {
        // Of two rules with the same name and id the order is not defined.
        List<AuditRule> rules = [.. situation.Rules.DistinctBy(rule => (rule.Name, rule.Id))];
        List<AuditRule> reversed = [.. rules.AsEnumerable().Reverse()];
        return Same(RuleBook.Compile(rules, 7).Decide(situation.Activity), RuleBook.Compile(reversed, 7).Decide(situation.Activity));
    });

    [Fact]
    public void The_random_situations_reach_every_part_of_a_decision()
    {
        int matching = 0, asking = 0, evented = 0, told = 0, logged = 0, many = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            var situation = Situations.FromSeed(seed);
            Decision decision = new NaiveRuleBook(situation.Rules, 1).Decide(situation.Activity);
            matching += decision.Matches.Count > 0 ? 1 : 0;
            many += decision.Matches.Count > 10 ? 1 : 0;
            asking += decision.Prompt is { Rules.Count: > 1 } ? 1 : 0;
            evented += decision.Outcome.Events.Count > 0 ? 1 : 0;
            told += decision.Outcome.NotificationChannels.Count > 0 ? 1 : 0;
            logged += decision.Outcome.MilestoneLog ? 1 : 0;
        }

        Assert.All([matching, asking, evented, told, logged, many], count => Assert.InRange(count, 50, 1950));
    }

    private static void Holds(Func<Situation, Property> property) =>
        Prop.ForAll(Situations.Any, property).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static Property Same(object expected, object actual)
    {
        string wanted = Situation.Text(expected);
        string got = Situation.Text(actual);
        return (wanted == got).Label($"expected {wanted}\nactual {got}");
    }
}
