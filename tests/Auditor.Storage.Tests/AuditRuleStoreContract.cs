using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IAuditRuleStore"/> promises. Every store passes it.</summary>
public abstract class AuditRuleStoreContract : StoreContract<IAuditRuleStore>
{
    [Fact]
    public async Task An_empty_store_has_revision_0_and_no_rules()
    {
        IAuditRuleStore store = await OpenAsync();

        Assert.Equal(0, await store.RevisionAsync(Cancellation));
        AuditRuleSet rules = await store.LoadAsync(Cancellation);
        Assert.Equal(0, rules.Revision);
        Assert.Empty(rules.Rules);
        Assert.Empty(await store.HistoryAsync(Guid.CreateVersion7(), Cancellation));
        Assert.Empty(await store.UnannouncedAsync(10, Cancellation));
    }

    [Fact]
    public async Task A_change_comes_back_as_it_was_with_its_revision_also_after_reopening()
    {
        AuditRuleChange change = Created("Räume 🎥") with { ChangedAt = Entries.Noon.AddTicks(7) };
        RuleChangeResult result = await (await OpenAsync()).ChangeAsync(change, Cancellation);

        IAuditRuleStore store = await ReopenAsync();
        AuditRuleChange stored = Assert.Single(await store.HistoryAsync(change.RuleId, Cancellation));

        Assert.True(result.Stored);
        Assert.Equal(Text(change with { Revision = 1 }), Text(result.Change!));
        Assert.Equal(Text(change with { Revision = 1 }), Text(stored));
        Assert.Equal(1, await store.RevisionAsync(Cancellation));
    }

    [Fact]
    public async Task The_rules_are_the_latest_change_of_each_by_name_and_then_id_without_the_deleted()
    {
        AuditRuleChange b = Created("B");
        AuditRuleChange a = Created("A");
        AuditRuleChange alsoA = Created("A");
        AuditRuleChange gone = Created("Gone");
        AuditRuleChange renamed = Updated(b, "C");
        IAuditRuleStore store = await OpenAsync();

        foreach (AuditRuleChange change in new[] { b, a, alsoA, gone, renamed, Deleted(gone) })
        {
            Assert.True((await store.ChangeAsync(change, Cancellation)).Stored);
        }

        AuditRuleSet rules = await store.LoadAsync(Cancellation);
        Assert.Equal(6, rules.Revision);
        Assert.Equal([.. new[] { a.RuleId, alsoA.RuleId }.Order(), b.RuleId], rules.Rules.Select(rule => rule.Id));
        Assert.Equal("C", rules.Rules[2].Name);
        Assert.Equal(2, rules.Rules[2].Version);
    }

    [Fact]
    public async Task The_history_of_a_rule_is_latest_first_and_survives_its_deletion()
    {
        AuditRuleChange created = Created("A");
        AuditRuleChange updated = Updated(created, "B");
        AuditRuleChange deleted = Deleted(updated);
        IAuditRuleStore store = await OpenAsync();
        foreach (AuditRuleChange change in new[] { created, Created("other"), updated, deleted })
        {
            await store.ChangeAsync(change, Cancellation);
        }

        IReadOnlyList<AuditRuleChange> history = await store.HistoryAsync(created.RuleId, Cancellation);

        Assert.Equal([RuleChangeKind.Deleted, RuleChangeKind.Updated, RuleChangeKind.Created], history.Select(change => change.Kind));
        Assert.Equal([4L, 3L, 1L], history.Select(change => change.Revision));
        Assert.Equal("A", history[1].Previous!.Name);
        Assert.Equal("B", history[1].Current!.Name);
        Assert.Null(history[0].Current);
    }

    [Fact]
    public async Task A_change_whose_version_is_not_the_next_is_refused_with_what_is_there()
    {
        AuditRuleChange created = Created("A");
        IAuditRuleStore store = await OpenAsync();
        await store.ChangeAsync(created, Cancellation);

        RuleChangeResult same = await store.ChangeAsync(Created("B") with { RuleId = created.RuleId }, Cancellation);
        RuleChangeResult skipped = await store.ChangeAsync(Updated(created, "B") with { Version = 3 }, Cancellation);

        Assert.False(same.Stored);
        Assert.Equal(created.ChangeId, same.Change!.ChangeId);
        Assert.False(skipped.Stored);
        Assert.Equal(created.ChangeId, skipped.Change!.ChangeId);
        Assert.Equal(1, await store.RevisionAsync(Cancellation));
        Assert.Single(await store.HistoryAsync(created.RuleId, Cancellation));
    }

    [Fact]
    public async Task A_change_of_a_rule_that_does_not_exist_is_refused_with_nothing()
    {
        IAuditRuleStore store = await OpenAsync();

        RuleChangeResult result = await store.ChangeAsync(Updated(Created("A"), "B"), Cancellation);

        Assert.False(result.Stored);
        Assert.Null(result.Change);
    }

    [Fact]
    public async Task The_same_change_again_is_stored_once_also_when_others_came_after_it()
    {
        AuditRuleChange created = Created("A");
        IAuditRuleStore store = await OpenAsync();
        await store.ChangeAsync(created, Cancellation);
        await store.ChangeAsync(Updated(created, "B"), Cancellation);

        RuleChangeResult again = await store.ChangeAsync(created, Cancellation);

        Assert.True(again.Stored);
        Assert.Equal(1, again.Change!.Revision);
        Assert.Equal("A", again.Change.Current!.Name);
        Assert.Equal(2, await store.RevisionAsync(Cancellation));
    }

    [Fact]
    public async Task Of_changes_to_one_version_at_once_exactly_one_is_stored()
    {
        AuditRuleChange created = Created("A");
        IAuditRuleStore[] stores = [await OpenAsync(), await OpenAsync()];
        await stores[0].ChangeAsync(created, Cancellation);

        RuleChangeResult[] results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Task.Run(() => stores[i % 2].ChangeAsync(Updated(created, $"number {i}"), Cancellation))));

        AuditRuleChange stored = Assert.Single(results, result => result.Stored).Change!;
        Assert.All(results, result => Assert.Equal(stored.ChangeId, result.Change!.ChangeId));
        Assert.Equal(2, await stores[1].RevisionAsync(Cancellation));
    }

    [Fact]
    public async Task Changes_of_many_rules_at_once_get_revisions_without_holes()
    {
        IAuditRuleStore[] stores = [await OpenAsync(), await OpenAsync()];

        RuleChangeResult[] results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            Task.Run(() => stores[i % 2].ChangeAsync(Created($"rule {i}"), Cancellation))));

        Assert.All(results, result => Assert.True(result.Stored));
        Assert.Equal(Enumerable.Range(1, 24).Select(revision => (long)revision), results.Select(result => result.Change!.Revision).Order());
        Assert.Equal(24, (await stores[0].LoadAsync(Cancellation)).Rules.Count);
    }

    [Fact]
    public async Task A_change_given_to_two_stores_at_once_is_stored_once()
    {
        AuditRuleChange change = Created("A");
        IAuditRuleStore[] stores = [await OpenAsync(), await OpenAsync()];

        RuleChangeResult[] results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => stores[i % 2].ChangeAsync(change, Cancellation))));

        Assert.All(results, result => Assert.True(result.Stored));
        Assert.All(results, result => Assert.Equal(1, result.Change!.Revision));
        Assert.Single(await stores[0].HistoryAsync(change.RuleId, Cancellation));
    }

    [Fact]
    public async Task Changes_stay_unannounced_until_marked_in_the_order_of_their_revision()
    {
        AuditRuleChange[] changes = [Created("A"), Created("B"), Created("C")];
        IAuditRuleStore store = await OpenAsync();
        foreach (AuditRuleChange change in changes)
        {
            await store.ChangeAsync(change, Cancellation);
        }

        Assert.Equal([1L, 2L], (await store.UnannouncedAsync(2, Cancellation)).Select(change => change.Revision));
        await store.MarkAnnouncedAsync(changes[1].ChangeId, Cancellation);
        await store.MarkAnnouncedAsync(changes[1].ChangeId, Cancellation);
        store = await ReopenAsync();

        Assert.Equal([1L, 3L], (await store.UnannouncedAsync(10, Cancellation)).Select(change => change.Revision));
        Assert.Equal(3, (await store.LoadAsync(Cancellation)).Revision);
    }

    [Fact]
    public async Task A_deleted_rule_can_be_made_again_as_its_next_version()
    {
        AuditRuleChange created = Created("A");
        AuditRuleChange deleted = Deleted(created);
        IAuditRuleStore store = await OpenAsync();
        await store.ChangeAsync(created, Cancellation);
        await store.ChangeAsync(deleted, Cancellation);

        Assert.False((await store.ChangeAsync(Created("A") with { RuleId = created.RuleId }, Cancellation)).Stored);
        Assert.True((await store.ChangeAsync(Created("A") with { RuleId = created.RuleId, Version = 3 }, Cancellation)).Stored);
        Assert.Single((await store.LoadAsync(Cancellation)).Rules);
    }

    [Fact]
    public async Task A_cancelled_change_throws_and_can_be_given_again()
    {
        AuditRuleChange change = Created("A");
        IAuditRuleStore store = await OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ChangeAsync(change, new CancellationToken(canceled: true)));

        Assert.Equal(1, (await store.ChangeAsync(change, Cancellation)).Change!.Revision);
    }

    private static AuditRuleChange Created(string name)
    {
        Guid id = Guid.CreateVersion7();
        return new AuditRuleChange
        {
            ChangeId = Guid.CreateVersion7(),
            RuleId = id,
            Version = 1,
            Kind = RuleChangeKind.Created,
            Current = new AuditRule { Id = id, Name = name, Version = 1, Whom = new Whom { Everyone = true } },
            Actor = new Actor { Name = "admin" },
            ChangedAt = Entries.Noon,
        };
    }

    private static AuditRuleChange Updated(AuditRuleChange previous, string name) => previous with
    {
        ChangeId = Guid.CreateVersion7(),
        Version = previous.Version + 1,
        Kind = RuleChangeKind.Updated,
        Previous = previous.Current,
        Current = previous.Current! with { Name = name, Version = previous.Version + 1 },
    };

    private static AuditRuleChange Deleted(AuditRuleChange previous) => previous with
    {
        ChangeId = Guid.CreateVersion7(),
        Version = previous.Version + 1,
        Kind = RuleChangeKind.Deleted,
        Previous = previous.Current,
        Current = null,
    };

    private static string Text(AuditRuleChange change) => WireFormat.SerializeToText(change);
}
