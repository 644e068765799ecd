using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Tests.Editing;

public sealed class RuleItemTests
{
    /// <summary>The peer's D1: what the tree says and what applies were read by two pieces of code.</summary>
    [Theory]
    [InlineData("""{"whom":{"everyone":true}}""", RuleStandingKind.Ok, 1)]
    [InlineData("""{"whom":{"everyone":true},"enabled":false}""", RuleStandingKind.Disabled, 0)]
    public void The_tree_says_what_applies_also_when_the_text_does_not_say_whether_it_is_enabled(string text, RuleStandingKind kind, int applying)
    {
        RuleItem item = Read(text);

        Assert.Equal(kind, RuleStanding.Of(item).Kind);
        Assert.Equal(applying, RuleBook.Compile([item.Rule], 1).PolicyFor(new Actor { Name = "anna" }).Count);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}}")]
    [InlineData("""{"whom":null}""")]
    [InlineData("""{"predefinedReasons":[null]}""")]
    public void An_item_that_cannot_be_read_is_an_error_in_the_tree_and_no_exception(string text)
    {
        RuleItem item = Read(text);

        Assert.NotNull(item.Unreadable);
        Assert.Equal(RuleStandingKind.Error, RuleStanding.Of(item).Kind);
        Assert.Equal("Vault", item.Rule.Name);
    }

    [Fact]
    public void An_item_keeps_the_whole_rule()
    {
        AuditRule rule = EditorBench.Rule("Vault") with
        {
            Version = 7,
            PredefinedReasons = [new PredefinedReason { Text = "a;b|P,E", Activities = [ActivityType.Export] }],
            NotificationChannels = ["duty officer"],
        };
        RuleItem item = RuleItem.Of(rule) with { NotSaved = "RuleService was away." };

        RuleItem read = RuleItem.Read(item.Id, rule.Name, item.Properties());

        Assert.True(RuleDifferences.AreSame(rule, read.Rule));
        Assert.Equal((7, "RuleService was away."), (read.Version, read.NotSaved));
    }

    [Fact]
    public void The_tree_says_in_few_words_what_a_rule_does()
    {
        AuditRule rule = EditorBench.Rule("Vault") with
        {
            Version = 1,
            Whom = new Whom { Everyone = true, ExcludedUsers = [new UserRef { Name = "chief" }], ExcludedRoles = [new RoleRef { Name = "Admins" }] },
            Export = new Demand { Prompt = true },
        };

        Assert.Equal("Everyone except 2; playback and export asked", RuleStanding.Of(RuleItem.Of(rule)).Details);
    }

    private static RuleItem Read(string text) =>
        RuleItem.Read(Guid.NewGuid(), "Vault", new Dictionary<string, string> { ["Rule"] = text, ["Version"] = "3" });
}
