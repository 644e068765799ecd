using Auditor.Contracts;

namespace Auditor.Storage.Tests.Sqlite;

/// <summary>The common searches go by an index: a log of a million entries is not read to show a hundred of them.</summary>
public sealed class SqliteQueryPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, AuditFilter, string> Sorted => new()
    {
        { "everything", new AuditFilter(), "entries_by_time" },
        { "a time", new AuditFilter { From = Entries.Noon, To = Entries.Noon.AddDays(1) }, "entries_by_time" },
        { "a kind", new AuditFilter { From = Entries.Noon, Resource = AuditableResources.Export }, "entries_by_resource (resource=? AND occurred_at>?)" },
        { "several kinds", new AuditFilter { From = Entries.Noon, Resource = [AuditableResources.Export, AuditableResources.Playback] }, "entries_by_resource (resource=? AND occurred_at>?)" },
        { "without a reason", new AuditFilter { ReasonState = ReasonState.Missing }, "entries_by_resource (resource=?)" },
        { "declined", new AuditFilter { ReasonState = ReasonState.Declined }, "entries_by_resource (resource=?)" },
        { "part of a reason", new AuditFilter { ReasonContains = "theft" }, "entries_by_reason" },
        { "part of a reason in a time", new AuditFilter { ReasonContains = "theft", From = Entries.Noon }, "entries_by_reason (occurred_at>?)" },
        { "at night", new AuditFilter { Hours = new WeekHours(LocalClock.Utc, new HashSet<int> { 1, 2 }) }, "entries_by_time" },
    };

    public static TheoryData<string, AuditFilter, string[]> Searched => new()
    {
        { "a person", new AuditFilter { Actor = "anna" }, ["entries_by_actor_name", "entries_by_actor_id", "entries_by_actor_display_name"] },
        { "several persons", new AuditFilter { Actor = ["anna", "bob"] }, ["entries_by_actor_name", "entries_by_actor_id", "entries_by_actor_display_name"] },
        { "several cameras", new AuditFilter { Camera = ["vault", "lobby"], From = Entries.Noon }, ["entry_cameras_by_id (camera_id=? AND occurred_at>?)", "entry_cameras_by_name (camera_name=? AND occurred_at>?)"] },
        { "several rules", new AuditFilter { RuleId = [Guid.Empty, Guid.CreateVersion7()] }, ["entry_rules_by_id"] },
        { "without a reason", new AuditFilter { ReasonState = ReasonState.Missing }, ["entries_by_correlation (correlation_id=?)"] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sorted))]
    public async Task An_index_gives_a_page_in_the_order_of_time(string what, AuditFilter filter, string index)
    {
        List<string> plan = await PlanAsync(filter, walk: false);

        Assert.True(plan.Any(step => step.Contains(index, StringComparison.Ordinal)), $"{what}: {string.Join('\n', plan)}");
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Searched))]
    public async Task What_is_rare_is_found_by_its_index(string what, AuditFilter filter, string[] indexes)
    {
        List<string> plan = await PlanAsync(filter, walk: false);

        Assert.All(indexes, index => Assert.True(plan.Any(step => step.Contains(index, StringComparison.Ordinal)), $"{what}: {string.Join('\n', plan)}"));
    }

    [Fact]
    public async Task What_is_frequent_is_met_in_the_order_of_time()
    {
        List<string> plan = await PlanAsync(new AuditFilter { Actor = "anna", Camera = "vault", RuleId = Guid.Empty }, walk: true);

        Assert.Contains(plan, step => step.Contains("entries_by_time", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE FOR ORDER", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_are_the_same_whether_walked_to_or_looked_up()
    {
        const int Many = 5000;
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(_folder.File("audit-log.db"), TestContext.Current.CancellationToken);
        var rule = new RuleMatch { Id = Guid.CreateVersion7(), Name = "Everyone" };
        AuditEntry[] entries = [.. Enumerable.Range(0, Many + 200).Select(i => Entries.At(i / 60.0) with { Rules = [rule], Cameras = i % 2 == 0 ? [Entries.Entrance, Entries.Vault] : [Entries.Entrance] })];
        await log.AppendAsync(entries, TestContext.Current.CancellationToken);

        AuditPage frequent = await log.QueryAsync(new AuditQuery(new AuditFilter { Actor = "s-1-5-21-7", Camera = "ENTRANCE", RuleId = rule.Id }, 200), TestContext.Current.CancellationToken);
        AuditPage next = await log.QueryAsync(new AuditQuery(new AuditFilter { Actor = "s-1-5-21-7", Camera = "ENTRANCE", RuleId = rule.Id }, 200, After: frequent.Next), TestContext.Current.CancellationToken);
        AuditPage rare = await log.QueryAsync(new AuditQuery(new AuditFilter { Actor = "s-1-5-21-7", Camera = "vault", RuleId = rule.Id }, 100), TestContext.Current.CancellationToken);

        Assert.Equal(entries.Reverse().Take(200).Select(entry => entry.EntryId), frequent.Entries.Select(entry => entry.EntryId));
        Assert.Equal(entries.Reverse().Skip(200).Take(200).Select(entry => entry.EntryId), next.Entries.Select(entry => entry.EntryId));
        Assert.Equal(entries.Reverse().Where(entry => entry.Cameras.Count == 2).Take(100).Select(entry => entry.EntryId), rare.Entries.Select(entry => entry.EntryId));
    }

    private async Task<List<string>> PlanAsync(AuditFilter filter, bool walk)
    {
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(_folder.File("audit-log.db"), TestContext.Current.CancellationToken);
        (string sql, (string Name, object? Value)[] values) = SqliteAuditLog.Page("e.body", new AuditQuery(filter), walk);
        return await log.Database.ReadAsync(session => session.List("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), values), TestContext.Current.CancellationToken);
    }
}
