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
        List<string> plan = await PlanAsync(filter);

        Assert.True(plan.Any(step => step.Contains(index, StringComparison.Ordinal)), $"{what}: {string.Join('\n', plan)}");
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Searched))]
    public async Task What_is_rare_is_found_by_its_index(string what, AuditFilter filter, string[] indexes)
    {
        List<string> plan = await PlanAsync(filter);

        Assert.All(indexes, index => Assert.True(plan.Any(step => step.Contains(index, StringComparison.Ordinal)), $"{what}: {string.Join('\n', plan)}"));
    }

    private async Task<List<string>> PlanAsync(AuditFilter filter)
    {
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(_folder.File("audit-log.db"), TestContext.Current.CancellationToken);
        (string sql, (string Name, object? Value)[] values) = SqliteAuditLog.Page("e.body", new AuditQuery(filter));
        return await log.Database.ReadAsync(session => session.List("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), values), TestContext.Current.CancellationToken);
    }
}
