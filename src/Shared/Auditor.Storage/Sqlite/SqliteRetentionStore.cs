using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>Policies, holds and runs in the SQLite file of the audit log.</summary>
public sealed class SqliteRetentionStore : IRetentionStore, IAsyncDisposable
{
    private const string SettledFailures = "FROM failed_appends WHERE settled_how IS NOT NULL AND failed_at < $failed_before";

    private readonly SqliteDatabase _database;
    private readonly bool _shared;

    private SqliteRetentionStore(SqliteDatabase database, bool shared)
    {
        _database = database;
        _shared = shared;
    }

    /// <summary>Beside an audit log that is open, through its connections, as long as it is open (<see cref="SqliteLedgerStore.Of"/>).</summary>
    public static SqliteRetentionStore Of(SqliteAuditLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new SqliteRetentionStore(log.Database, shared: true);
    }

    /// <summary>Opens the file of a <see cref="SqliteAuditLog"/>, and creates it where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteRetentionStore> OpenAsync(string path, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, AuditLogSchema.Current, cancellation), shared: false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RetentionChange>> ListChangesAsync(CancellationToken cancellation) =>
        await _database.ReadAsync(session => session.List("SELECT body FROM retention_changes ORDER BY revision", Read<RetentionChange>), cancellation);

    /// <inheritdoc/>
    public Task<bool> AddAsync(RetentionChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _database.WriteAsync(
            session =>
            {
                if (session.Count("SELECT count(*) FROM retention_changes WHERE change_id = $change_id", ("$change_id", change.ChangeId.ToKey())) > 0)
                {
                    return true;
                }

                // The transaction has the write lock from its start, so no erasure is under way.
                return change.Revision == Revision(session) + 1
                    && session.Execute(
                        "INSERT INTO retention_changes (revision, change_id, body) VALUES ($revision, $change_id, $body)",
                        ("$revision", change.Revision),
                        ("$change_id", change.ChangeId.ToKey()),
                        ("$body", WireFormat.Serialize(change))) == 1;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Guid>> ListUntoldAsync(CancellationToken cancellation) =>
        await _database.ReadAsync(
            session => session.List("SELECT change_id FROM retention_changes WHERE told = 0 ORDER BY revision", row => row.GetId(0)), cancellation);

    /// <inheritdoc/>
    public Task MarkToldAsync(Guid changeId, CancellationToken cancellation) =>
        _database.WriteAsync(
            session => session.Execute("UPDATE retention_changes SET told = 1 WHERE change_id = $change_id", ("$change_id", changeId.ToKey())), cancellation);

    /// <inheritdoc/>
    public Task PutRunAsync(RetentionRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _database.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO retention_runs (run_id, requested_at, body) VALUES ($run_id, $requested_at, $body)
                ON CONFLICT (run_id) DO UPDATE SET body = excluded.body
                """,
                ("$run_id", run.RunId.ToKey()),
                ("$requested_at", run.RequestedAt.UtcTicks),
                ("$body", WireFormat.Serialize(run))),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RetentionRun>> ListRunsAsync(int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.ReadAsync(
            session => session.List(
                "SELECT body FROM retention_runs ORDER BY requested_at DESC, run_id DESC LIMIT $limit", Read<RetentionRun>, ("$limit", (long)limit)),
            cancellation);
    }

    /// <inheritdoc/>
    public Task<RetentionRun?> FindRunAsync(Guid runId, CancellationToken cancellation) =>
        _database.ReadAsync(
            session => session.First("SELECT body FROM retention_runs WHERE run_id = $run_id", Read<RetentionRun>, ("$run_id", runId.ToKey())), cancellation);

    /// <inheritdoc/>
    public Task<long?> EraseAsync(IReadOnlyList<long> positions, long revision, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return RemoveAsync(revision, session => SqliteErasure.Run(session, positions), cancellation);
    }

    /// <inheritdoc/>
    public Task<long> CountSettledFailuresAsync(DateTimeOffset failedBefore, CancellationToken cancellation) =>
        _database.ReadAsync(session => session.Count($"SELECT count(*) {SettledFailures}", ("$failed_before", failedBefore.UtcTicks)), cancellation);

    /// <inheritdoc/>
    public Task<long?> RemoveSettledFailuresAsync(DateTimeOffset failedBefore, long revision, CancellationToken cancellation) =>
        RemoveAsync(
            revision,
            session =>
            {
                session.ExecuteScript("PRAGMA secure_delete = ON");
                return session.Execute($"DELETE {SettledFailures}", ("$failed_before", failedBefore.UtcTicks));
            },
            cancellation);

    /// <inheritdoc/>
    public Task ScrubAsync(CancellationToken cancellation) => _database.RewriteAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _shared ? ValueTask.CompletedTask : _database.DisposeAsync();

    /// <summary>One transaction sees that there is no later change and removes: a change is added before it, or after it.</summary>
    private async Task<long?> RemoveAsync(long revision, Func<SqliteSession, long> remove, CancellationToken cancellation)
    {
        long? removed = await _database.WriteAsync<long?>(session => Revision(session) == revision ? remove(session) : null, cancellation);
        if (removed is not null)
        {
            await _database.EmptyLogAsync(cancellation);
        }

        return removed;
    }

    private static long Revision(SqliteSession session) => session.Count("SELECT max(revision) FROM retention_changes");

    private static T Read<T>(SqliteDataReader row) => WireFormat.Deserialize<T>(row.GetBytes(0).AsSpan());
}
