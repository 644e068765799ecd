using System.Net;
using Auditor.Contracts;
using Auditor.Storage;
using MassTransit;

namespace Auditor.RuleService.Tests;

public sealed class RuleBookTests
{
    [Fact]
    public async Task A_change_decides_on_this_replica_when_its_answer_is_given()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Delete, $"/api/rules/{rule.Id}", ifMatch: 1);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);

        await host.Bus.Publish(Some.Activity());

        Decision decision = (await host.Decisions.OneAsync()).Decision;
        Assert.Equal(2, decision.Revision);
        Assert.Empty(decision.Matches);
    }

    [Fact]
    public async Task A_change_decides_on_every_replica_within_a_second()
    {
        await using RuleHost one = await RuleHost.StartAsync();
        await using RuleHost other = await RuleHost.StartAsync(one.Folder);

        await one.CreateAsync(Some.Rule());

        // The two have no bus in common: the second learns of it from the store alone.
        await Eventually.TrueAsync(
            async () => (await other.GetJsonAsync("/api/rules/policy?user=CORP%5Canna")).GetProperty("revision").GetInt64() == 1,
            TimeSpan.FromSeconds(1));
        await other.Bus.Publish(Some.Activity());
        Assert.Single((await other.Decisions.OneAsync()).Decision.Matches);
    }

    [Fact]
    public async Task The_first_activity_after_a_restart_is_decided_by_the_stored_rules()
    {
        string folder;
        await using (RuleHost before = await RuleHost.StartAsync())
        {
            await before.CreateAsync(Some.Rule());
            folder = before.Folder;
        }

        await using RuleHost after = await RuleHost.StartAsync(folder);
        await after.Bus.Publish(Some.Activity());

        Assert.Single((await after.Decisions.OneAsync()).Decision.Matches);
    }

    [Fact]
    public async Task While_the_store_is_away_the_last_book_decides_and_the_host_is_not_ready()
    {
        var store = new FlakyRuleStore(await SqliteAuditRuleStore.OpenAsync(Path.Combine(RuleHost.NewFolder(), "rules.db"), default));
        await using RuleHost host = await RuleHost.StartAsync(store: store);
        await host.CreateAsync(Some.Rule());
        await Eventually.TrueAsync(async () => await ReadyAsync(host) == HttpStatusCode.OK);

        store.Unreachable = true;

        await Eventually.TrueAsync(async () => await ReadyAsync(host) == HttpStatusCode.ServiceUnavailable);
        await host.Bus.Publish(Some.Activity());
        Assert.Single((await host.Decisions.OneAsync()).Decision.Matches);
        using HttpResponseMessage refused = await host.SendAsync(HttpMethod.Post, "/api/rules", Some.Rule("Another"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        store.Unreachable = false;

        await Eventually.TrueAsync(async () => await ReadyAsync(host) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_host_whose_rules_cannot_be_loaded_does_not_start()
    {
        var store = new FlakyRuleStore(await SqliteAuditRuleStore.OpenAsync(Path.Combine(RuleHost.NewFolder(), "rules.db"), default)) { Unreachable = true };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => RuleHost.StartAsync(store: store));
    }

    private static async Task<HttpStatusCode> ReadyAsync(RuleHost host)
    {
        using HttpResponseMessage answer = await host.Http.GetAsync("/health/ready");
        return answer.StatusCode;
    }
}
