using System.Text.Json;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.RuleService.Tests;

public sealed class RuleChangeRelayTests
{
    [Fact]
    public async Task Every_change_becomes_one_fact_for_the_log_with_both_states()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        (await host.SendAsync(HttpMethod.Put, $"/api/rules/{rule.Id}", rule with { Name = "Renamed" }, ifMatch: 1)).Dispose();
        (await host.SendAsync(HttpMethod.Delete, $"/api/rules/{rule.Id}", ifMatch: 2)).Dispose();

        await host.Changes.OneAsync(change => change.AuditableAction == AuditableActions.Delete);

        Assert.Equal(["CREATE", "UPDATE", "DELETE"], host.Changes.All.Select(change => change.AuditableAction));
        Assert.Equal(3, host.Changes.All.Select(change => change.ChangeId).Distinct().Count());
        ConfigurationChanged update = host.Changes.All[1];
        Assert.Equal(("AUDIT_RULE", "Renamed", "Test"), (update.AuditableResource, update.ResourceName, update.Actor.Name));
        Assert.Equal(new Target { Level = "TENANT", Name = "default", Path = "default" }, update.Target);
        Assert.Equal("Footage of the vault", JsonElement.Parse(update.PreviousState.Text!).GetProperty("name").GetString());
        Assert.Equal("Renamed", JsonElement.Parse(update.NewState.Text!).GetProperty("name").GetString());
        JsonElement metadata = JsonElement.Parse(update.AdditionalMetadata.Text!);
        Assert.Equal((rule.Id, 2, 2), (metadata.GetProperty("ruleId").GetGuid(), metadata.GetProperty("version").GetInt32(), metadata.GetProperty("revision").GetInt32()));
        Assert.True(host.Changes.All[0].PreviousState.IsNull);
        Assert.True(host.Changes.All[2].NewState.IsNull);
    }

    [Fact]
    public async Task Everyone_is_told_of_the_new_revision_and_the_rules_that_changed()
    {
        await using RuleHost host = await RuleHost.StartAsync();

        AuditRule rule = await host.CreateAsync(Some.Rule());

        AuditRulesChanged announced = await host.Announcements.OneAsync();
        Assert.Equal(1, announced.Revision);
        Assert.Equal([rule.Id], announced.RuleIds);
    }

    [Fact]
    public async Task A_change_is_announced_when_publishing_works_again()
    {
        var publishing = new FailingPublishes();
        await using RuleHost host = await RuleHost.StartAsync(beforeStart: publishing.Watch);
        publishing.Failures = 3;

        await host.CreateAsync(Some.Rule());

        await host.Changes.OneAsync();
        await host.Announcements.OneAsync();
        Assert.Single(host.Changes.All);
    }

    [Fact]
    public async Task Without_a_broker_a_change_is_announced_only_when_its_entry_is_in_the_log()
    {
        await using RuleHost host = await RuleHost.StartAsync(awaitAppends: true);
        IAuditRuleStore store = host.Service<IAuditRuleStore>();

        await host.CreateAsync(Some.Rule());
        ConfigurationChanged published = await host.Changes.OneAsync();
        Assert.Single(await store.UnannouncedAsync(10, CancellationToken.None));

        await host.Bus.Publish(new AuditEntryAppended { Entry = new AuditEntry { EntryId = published.ChangeId } });

        await Eventually.TrueAsync(async () => (await store.UnannouncedAsync(10, CancellationToken.None)).Count == 0);
    }

    [Fact]
    public async Task A_change_whose_announcement_was_lost_in_a_crash_is_announced_at_the_next_start()
    {
        string folder;
        var neverPublishes = new FailingPublishes { Failures = int.MaxValue };
        await using (RuleHost before = await RuleHost.StartAsync(beforeStart: neverPublishes.Watch))
        {
            await before.CreateAsync(Some.Rule());
            await Eventually.TrueAsync(() => Task.FromResult(neverPublishes.Failures < int.MaxValue));
            Assert.Empty(before.Changes.All);
            folder = before.Folder;
        }

        await using RuleHost after = await RuleHost.StartAsync(folder);

        Assert.Equal("CREATE", (await after.Changes.OneAsync()).AuditableAction);
    }

    [Fact]
    public async Task A_crash_between_publishing_and_marking_repeats_the_change_under_the_same_id()
    {
        var store = new FlakyRuleStore(await SqliteAuditRuleStore.OpenAsync(Path.Combine(RuleHost.NewFolder(), "rules.db"), default)) { CannotMark = true };
        await using RuleHost host = await RuleHost.StartAsync(store: store);
        await host.CreateAsync(Some.Rule());
        await Eventually.TrueAsync(() => Task.FromResult(host.Changes.All.Count >= 2));

        store.CannotMark = false;

        await Eventually.TrueAsync(async () => (await store.UnannouncedAsync(1, default)).Count == 0);
        Assert.Single(host.Changes.All.Select(change => change.ChangeId).Distinct());
    }

    [Fact]
    public async Task Changes_are_announced_in_the_order_of_their_revision()
    {
        var publishing = new FailingPublishes();
        await using RuleHost host = await RuleHost.StartAsync(beforeStart: publishing.Watch);
        publishing.Failures = 1;
        for (int number = 1; number <= 10; number++)
        {
            await host.CreateAsync(Some.Rule($"Rule {number}"));
        }

        await host.Changes.OneAsync(change => change.ResourceName == "Rule 10");
        await Eventually.TrueAsync(() => Task.FromResult(host.Announcements.All.Any(announced => announced.Revision == 10)));

        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"Rule {number}"), host.Changes.All.Select(change => change.ResourceName).Distinct());
    }
}
