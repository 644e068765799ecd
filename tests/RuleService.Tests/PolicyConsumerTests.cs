using Auditor.Contracts;
using Auditor.Storage;
using MassTransit;

namespace Auditor.RuleService.Tests;

public sealed class PolicyConsumerTests
{
    [Fact]
    public async Task An_operator_gets_the_rules_that_can_catch_him()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        await host.CreateAsync(Some.Rule("Somebody else's") with { Whom = new Whom { Users = [new UserRef { Name = @"CORP\bob" }] } });

        OperatorPolicy policy = await AskAsync(host, Some.Anna);

        Assert.Equal([rule.Id], policy.Rules.Select(caught => caught.Id));
        Assert.Equal(2, policy.Revision);
        Assert.InRange(policy.IssuedAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task The_answer_is_never_older_than_a_change_that_another_replica_has_stored()
    {
        await using RuleHost one = await RuleHost.StartAsync();
        await using RuleHost other = await RuleHost.StartAsync(one.Folder);
        for (int round = 1; round <= 5; round++)
        {
            await one.CreateAsync(Some.Rule("Rule " + round));

            Assert.Equal(round, (await AskAsync(other, Some.Anna)).Revision);
        }
    }

    [Fact]
    public async Task While_the_store_is_away_the_last_book_answers()
    {
        var store = new FlakyRuleStore(await SqliteAuditRuleStore.OpenAsync(Path.Combine(RuleHost.NewFolder(), "rules.db"), default));
        await using RuleHost host = await RuleHost.StartAsync(store: store);
        await host.CreateAsync(Some.Rule());

        store.Unreachable = true;

        Assert.Single((await AskAsync(host, Some.Anna)).Rules);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("""{"actor":null}""")]
    [InlineData("""{"actor":{"name":" "}}""")]
    [InlineData("""{"actor":{"name":"anna"}}""")]
    public async Task A_question_that_cannot_be_answered_is_dropped_and_stops_nothing(string body)
    {
        await using RuleHost host = await RuleHost.StartAsync();

        await host.SendRawAsync(Queues.Policy, body);

        Assert.Empty((await AskAsync(host, Some.Anna)).Rules);
        Assert.Empty(host.Failures.All);
    }

    private static async Task<OperatorPolicy> AskAsync(RuleHost host, Actor actor)
    {
        IRequestClient<OperatorPolicyRequested> client = host.Bus.CreateRequestClient<OperatorPolicyRequested>(RequestTimeout.After(s: 15));
        return (await client.GetResponse<OperatorPolicy>(new OperatorPolicyRequested { Actor = actor })).Message;
    }
}
