using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>The audit rules and their history in a SQLite file.</summary>
public sealed class SqliteAuditRuleStore : IAuditRuleStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database;

    private SqliteAuditRuleStore(SqliteDatabase database) => _database = database;

    /// <summary>Opens the file, and creates it where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteAuditRuleStore> OpenAsync(string path, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, AuditRuleSchema.Current, cancellation));

    /// <inheritdoc/>
    public async Task<AuditRuleSet> LoadAsync(CancellationToken cancellation)
    {
        // One statement, and so one moment: the latest of all changes is among the latest of each rule.
        List<AuditRuleChange> latest = await _database.ReadAsync(
            session => session.List(
                "SELECT body FROM rule_changes WHERE (rule_id, version) IN (SELECT rule_id, max(version) FROM rule_changes GROUP BY rule_id)",
                Read),
            cancellation);
        return RuleHistory.ToRules(latest);
    }

    /// <inheritdoc/>
    public Task<long> RevisionAsync(CancellationToken cancellation) => _database.ReadAsync(Revision, cancellation);

    /// <inheritdoc/>
    public Task<RuleChangeResult> ChangeAsync(AuditRuleChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _database.WriteAsync(session => Change(session, change), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditRuleChange>> HistoryAsync(Guid ruleId, CancellationToken cancellation) =>
        await _database.ReadAsync(
            session => session.List("SELECT body FROM rule_changes WHERE rule_id = $rule_id ORDER BY version DESC", Read, ("$rule_id", ruleId.ToKey())),
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditRuleChange>> UnannouncedAsync(int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        return await _database.ReadAsync(
            session => session.List("SELECT body FROM rule_changes WHERE announced = 0 ORDER BY revision LIMIT $maximum", Read, ("$maximum", (long)maximum)),
            cancellation);
    }

    /// <inheritdoc/>
    public Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) =>
        _database.WriteAsync(
            session => session.Execute("UPDATE rule_changes SET announced = 1 WHERE change_id = $change_id", ("$change_id", changeId.ToKey())),
            cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>The transaction has the write lock from its start, so nothing comes between the looking and the adding.</summary>
    private static RuleChangeResult Change(SqliteSession session, AuditRuleChange change)
    {
        AuditRuleChange? stored = session.First("SELECT body FROM rule_changes WHERE change_id = $change_id", Read, ("$change_id", change.ChangeId.ToKey()));
        if (stored is not null)
        {
            return new RuleChangeResult(Stored: true, stored);
        }

        AuditRuleChange? latest = session.First(
            "SELECT body FROM rule_changes WHERE rule_id = $rule_id ORDER BY version DESC LIMIT 1",
            Read,
            ("$rule_id", change.RuleId.ToKey()));
        if ((latest?.Version ?? 0) != change.Version - 1)
        {
            return new RuleChangeResult(Stored: false, latest);
        }

        AuditRuleChange added = change with { Revision = Revision(session) + 1 };
        session.Execute(
            "INSERT INTO rule_changes (revision, change_id, rule_id, version, body) VALUES ($revision, $change_id, $rule_id, $version, $body)",
            ("$revision", added.Revision),
            ("$change_id", added.ChangeId.ToKey()),
            ("$rule_id", added.RuleId.ToKey()),
            ("$version", added.Version),
            ("$body", WireFormat.Serialize(added)));
        return new RuleChangeResult(Stored: true, added);
    }

    private static long Revision(SqliteSession session) => session.Count("SELECT max(revision) FROM rule_changes");

    private static AuditRuleChange Read(SqliteDataReader reader) => WireFormat.Deserialize<AuditRuleChange>(reader.GetBytes(0).AsSpan());
}
