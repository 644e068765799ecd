using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>The failed appends in a SQLite file.</summary>
public sealed class SqliteFailedAppends : IFailedAppends, IAsyncDisposable
{
    private const string Columns =
        "failure_id, queue, content_type, problem, failed_at, settled_how, settled_by, settled_at, settled_why, body";

    private readonly SqliteDatabase _database;

    private SqliteFailedAppends(SqliteDatabase database) => _database = database;

    /// <summary>Opens the file, and creates it where there is none. <see cref="SqliteAuditLog"/> may share it.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteFailedAppends> OpenAsync(string path, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, AuditLogSchema.Current, cancellation));

    /// <inheritdoc/>
    public Task AddAsync(FailedAppend failure, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return _database.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO failed_appends (failure_id, queue, content_type, problem, failed_at, body)
                VALUES ($failure_id, $queue, $content_type, $problem, $failed_at, $body)
                ON CONFLICT (failure_id) DO UPDATE SET problem = excluded.problem, failed_at = excluded.failed_at,
                    settled_how = NULL, settled_by = NULL, settled_at = NULL, settled_why = NULL
                """,
                ("$failure_id", failure.FailureId.ToKey()),
                ("$queue", failure.Queue),
                ("$content_type", failure.ContentType),
                ("$problem", failure.Problem),
                ("$failed_at", failure.FailedAt.UtcTicks),
                ("$body", failure.Body.ToArray())),
            cancellation);
    }

    /// <inheritdoc/>
    public Task<FailedAppend?> FindAsync(Guid failureId, CancellationToken cancellation) =>
        _database.ReadAsync(
            session => session.First($"SELECT {Columns} FROM failed_appends WHERE failure_id = $failure_id", Read, ("$failure_id", failureId.ToKey())),
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FailedAppend>> ListAsync(bool includeSettled, int limit, FailedAppendCursor? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        string open = includeSettled ? "true" : "settled_how IS NULL";
        string beyond = after is null ? "" : "AND (failed_at, failure_id) < ($after, $after_id)";
        (string, object?)[] values = after is null
            ? [("$limit", (long)limit)]
            : [("$limit", (long)limit), ("$after", after.FailedAt.UtcTicks), ("$after_id", after.FailureId.ToKey())];
        return await _database.ReadAsync(
            session => session.List(
                $"SELECT {Columns} FROM failed_appends WHERE {open} {beyond} ORDER BY failed_at DESC, failure_id DESC LIMIT $limit",
                Read,
                values),
            cancellation);
    }

    /// <inheritdoc/>
    public Task<long> CountOpenAsync(CancellationToken cancellation) =>
        _database.ReadAsync(session => session.Count("SELECT count(*) FROM failed_appends WHERE settled_how IS NULL"), cancellation);

    /// <inheritdoc/>
    public Task<bool> SettleAsync(Guid failureId, DateTimeOffset failedAt, Settlement settlement, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        return _database.WriteAsync(
            session => session.Execute(
                """
                UPDATE failed_appends SET settled_how = $how, settled_by = $by, settled_at = $at, settled_why = $why
                WHERE failure_id = $failure_id AND failed_at = $failed_at AND settled_how IS NULL
                """,
                ("$how", settlement.How.ToString()),
                ("$by", settlement.By),
                ("$at", settlement.At.UtcTicks),
                ("$why", settlement.Why),
                ("$failure_id", failureId.ToKey()),
                ("$failed_at", failedAt.UtcTicks)) == 1,
            cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static FailedAppend Read(SqliteDataReader reader) => new()
    {
        FailureId = reader.GetId(0),
        Queue = reader.GetString(1),
        ContentType = reader.GetText(2),
        Problem = reader.GetString(3),
        FailedAt = reader.GetTime(4),
        Settlement = reader.GetText(5) is { } how
            ? new Settlement(Enum.Parse<SettlementKind>(how), reader.GetString(6), reader.GetTime(7), reader.GetText(8))
            : null,
        Body = reader.GetBytes(9),
    };
}
