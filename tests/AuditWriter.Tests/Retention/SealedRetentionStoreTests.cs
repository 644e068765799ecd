using Auditor.AuditWriter.Retention;
using Auditor.AuditWriter.Tests.Sequencing;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Retention;

public sealed class SealedRetentionStoreTests : IAsyncLifetime
{
    private TemporaryLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await TemporaryLog.OpenAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task What_a_writer_decided_is_read_as_it_was()
    {
        SealedRetentionStore store = await DecideAsync();

        Assert.Equal([1L, 2L], (await store.ListChangesAsync(CancellationToken.None)).Select(change => change.Revision));
        RetentionRun run = Assert.Single(await store.ListRunsAsync(10, CancellationToken.None));
        await store.PutRunAsync(run with { State = RetentionRunState.Done, Erased = 3 }, CancellationToken.None);
        Assert.Equal(3, (await store.FindRunAsync(run.RunId, CancellationToken.None))!.Erased);
        Assert.Equal(0, await store.EraseAsync([17], 2, CancellationToken.None));
    }

    [Theory]
    [InlineData("UPDATE retention_changes SET body = replace(body, '\"days\":365', '\"days\":1')")]
    [InlineData("UPDATE retention_changes SET body = replace(body, 'anna', 'berta')")]
    [InlineData("UPDATE retention_changes SET body = json_remove(body, '$.seal') WHERE revision = 2")]
    [InlineData("DELETE FROM retention_changes WHERE revision = 1")]
    public async Task A_decision_that_somebody_else_made_or_changed_is_none(string sql)
    {
        SealedRetentionStore store = await DecideAsync();
        _log.Run(sql);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ListChangesAsync(CancellationToken.None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.EraseAsync([0], 2, CancellationToken.None));
    }

    [Fact]
    public async Task A_run_that_somebody_else_asked_for_or_changed_is_none()
    {
        SealedRetentionStore store = await DecideAsync();
        _log.Run("UPDATE retention_runs SET body = replace(body, '2026-03-20T12', '2027-03-20T12')");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ListRunsAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_is_erased_while_the_log_knows_of_a_decision_that_the_store_has_not()
    {
        SealedRetentionStore store = await DecideAsync();
        await _log.Entries.AppendAsync([Told(AuditableActions.Update), Told(AuditableActions.Hold)], CancellationToken.None);
        Assert.Equal(0, await store.EraseAsync([0], 2, CancellationToken.None));

        _log.Run("DELETE FROM retention_changes WHERE revision = 2");

        Assert.Single(await store.ListChangesAsync(CancellationToken.None));
        StoreUnavailableException refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.EraseAsync([0], 1, CancellationToken.None));
        Assert.Contains("tells of 2 decisions", refused.Message, StringComparison.Ordinal);
    }

    private static AuditEntry Told(string action) => new()
    {
        EntryId = Guid.CreateVersion7(), AuditableResource = AuditableResources.AuditLog, AuditableAction = action, OccurredAt = TemporaryLog.Noon,
    };

    private async Task<SealedRetentionStore> DecideAsync()
    {
        var store = new SealedRetentionStore(SqliteRetentionStore.Of(_log.Entries), _log.Key, _log.Entries);
        var policy = new RetentionPolicy { Class = RetentionPolicy.TheRest, Ceiling = new RetentionCeiling { Days = 365 } };
        var hold = new LegalHold { HoldId = Guid.CreateVersion7(), Name = "case 7", Reason = "court" };
        var anna = new Actor { Name = "anna" };
        Assert.True(await store.AddAsync(new RetentionChange { ChangeId = Guid.CreateVersion7(), Revision = 1, Actor = anna, ChangedAt = TemporaryLog.Noon, Policies = [policy] }, CancellationToken.None));
        Assert.True(await store.AddAsync(new RetentionChange { ChangeId = Guid.CreateVersion7(), Revision = 2, Actor = anna, ChangedAt = TemporaryLog.Noon, Placed = hold }, CancellationToken.None));
        await store.PutRunAsync(new RetentionRun { RunId = Guid.CreateVersion7(), RequestedBy = anna, RequestedAt = TemporaryLog.Noon, AsOf = TemporaryLog.Noon, PolicyRevision = 1 }, CancellationToken.None);
        return store;
    }
}
