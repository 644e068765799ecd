namespace Auditor.Storage;

/// <summary>The audit rules and their history in a SQLite file.</summary>
public sealed class SqliteAuditRuleStore : IAuditRuleStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteHistory<AuditRuleChange> _history;

    private SqliteAuditRuleStore(SqliteDatabase database)
    {
        _database = database;
        _history = new SqliteHistory<AuditRuleChange>(database, "rule_changes", "rule_id");
    }

    /// <summary>Opens the file, and creates it where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteAuditRuleStore> OpenAsync(string path, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, AuditRuleSchema.Current, cancellation));

    /// <inheritdoc/>
    public async Task<AuditRuleSet> LoadAsync(CancellationToken cancellation) => RuleHistory.ToRules(await _history.LatestOfEachAsync(cancellation));

    /// <inheritdoc/>
    public Task<long> RevisionAsync(CancellationToken cancellation) => _history.RevisionAsync(cancellation);

    /// <inheritdoc/>
    public Task<RuleChangeResult> ChangeAsync(AuditRuleChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _database.WriteAsync(session => Change(session, change), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditRuleChange>> HistoryAsync(Guid ruleId, CancellationToken cancellation) => await _history.OfAsync(ruleId, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditRuleChange>> UnannouncedAsync(int maximum, CancellationToken cancellation) =>
        _history.UnannouncedAsync(maximum, cancellation);

    /// <inheritdoc/>
    public Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) => _history.MarkAnnouncedAsync(changeId, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private RuleChangeResult Change(SqliteSession session, AuditRuleChange change)
    {
        if (_history.Find(session, change.ChangeId) is { } stored)
        {
            return new RuleChangeResult(Stored: true, stored);
        }

        AuditRuleChange? latest = _history.Latest(session, change.RuleId);
        return (latest?.Version ?? 0) == change.Version - 1
            ? new RuleChangeResult(Stored: true, _history.Add(session, change))
            : new RuleChangeResult(Stored: false, latest);
    }
}
