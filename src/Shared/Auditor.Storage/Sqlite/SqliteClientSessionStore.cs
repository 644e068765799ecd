using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>Client sessions in the SQLite file of the audit log.</summary>
public sealed class SqliteClientSessionStore : IClientSessionStore, IAsyncDisposable
{
    private const string Columns = "SELECT revision, body FROM client_sessions";

    private const double MostCounted = 9_007_199_254_740_991;

    private readonly SqliteDatabase _database;
    private readonly bool _shared;

    private SqliteClientSessionStore(SqliteDatabase database, bool shared)
    {
        _database = database;
        _shared = shared;
    }

    /// <summary>The sessions beside an audit log that is open, through its connections, to take turns at writing fairly. Open as long as the log is.</summary>
    public static SqliteClientSessionStore Of(SqliteAuditLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new SqliteClientSessionStore(log.Database, shared: true);
    }

    /// <summary>Opens the file of a <see cref="SqliteAuditLog"/>, and creates it where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteClientSessionStore> OpenAsync(string path, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, AuditLogSchema.Current, cancellation), shared: false);

    /// <inheritdoc/>
    public Task<LogBookmark> ReadBookmarkAsync(CancellationToken cancellation) =>
        _database.ReadAsync(
            session => session.First(
                "SELECT position, first_heard, revision FROM log_bookmark",
                row => new LogBookmark(row.GetInt64(0), GetTimeOrNull(row, 1), row.GetInt64(2)))!,
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClientSession>> FindAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sessionIds);
        return await _database.ReadAsync(
            session =>
            {
                var found = new List<ClientSession>(sessionIds.Count);
                foreach (Guid id in sessionIds)
                {
                    if (session.First($"{Columns} WHERE session_id = $session_id", Read, ("$session_id", id.ToKey())) is { } one)
                    {
                        found.Add(one);
                    }
                }

                return found;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> SaveAsync(IReadOnlyList<ClientSession> sessions, LogBookmark bookmark, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(bookmark);
        try
        {
            return await _database.WriteAsync(
                session =>
                {
                    RequireFirst(session.Execute(
                        "UPDATE log_bookmark SET position = $position, first_heard = $first_heard, revision = revision + 1 WHERE revision = $revision",
                        ("$position", bookmark.Position),
                        ("$first_heard", bookmark.FirstHeard?.UtcTicks),
                        ("$revision", bookmark.Revision)));
                    foreach (ClientSession one in sessions)
                    {
                        RequireFirst(Write(session, one));
                    }

                    return true;
                },
                cancellation);
        }
        catch (SomebodyWasFirstException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListUntoldAsync(DateTimeOffset knownUntil, int limit, CancellationToken cancellation) =>
        ListAsync(
            $"{Columns} WHERE untold_since <= $until ORDER BY untold_since LIMIT $limit", limit, cancellation, ("$until", knownUntil.UtcTicks));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListQuietAsync(DateTimeOffset seenUntil, int limit, CancellationToken cancellation) =>
        ListAsync(
            $"{Columns} WHERE standing = 'Running' AND last_seen <= $until ORDER BY last_seen LIMIT $limit", limit, cancellation, ("$until", seenUntil.UtcTicks));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListUnrecordedAsync(int limit, CancellationToken cancellation) =>
        ListAsync($"{Columns} WHERE unrecorded > 0 LIMIT $limit", limit, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListWithOpenGapsAsync(int limit, CancellationToken cancellation) =>
        ListAsync($"{Columns} WHERE open_gaps > 0 ORDER BY last_missed_at DESC LIMIT $limit", limit, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClientSession>> ListAsync(
        SessionStanding? standing, int limit, ClientSessionCursor? after, CancellationToken cancellation)
    {
        string which = standing is null ? "true" : "standing = $standing";
        string beyond = after is null ? "" : "AND (first_seen, session_id) < ($after, $after_id)";
        var values = new List<(string, object?)>();
        if (standing is not null)
        {
            values.Add(("$standing", standing.ToString()));
        }

        if (after is not null)
        {
            values.Add(("$after", after.FirstSeen.UtcTicks));
            values.Add(("$after_id", after.SessionId.ToKey()));
        }

        return ListAsync(
            $"{Columns} WHERE {which} {beyond} ORDER BY first_seen DESC, session_id DESC LIMIT $limit", limit, cancellation, [.. values]);
    }

    /// <inheritdoc/>
    public Task<CompletenessSummary> SummarizeAsync(CancellationToken cancellation) =>
        _database.ReadAsync(
            session => session.First(
                """
                SELECT count(*), coalesce(sum(standing = 'Silent'), 0), coalesce(sum(open_gaps), 0), coalesce(sum(filled_gaps), 0),
                    max(last_missed_at), total(waited_for) FROM client_sessions
                """,
                row => new CompletenessSummary(
                    row.GetInt64(0),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.GetInt64(3),
                    GetTimeOrNull(row, 4),
                    // Two clients that jump to the highest number there is must not make it fail.
                    (long)Math.Min(row.GetDouble(5), MostCounted)))!,
            cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _shared ? ValueTask.CompletedTask : _database.DisposeAsync();

    private static int Write(SqliteSession session, ClientSession one) =>
        session.Execute(
            one.Revision == 0
                ? """
                  INSERT INTO client_sessions (
                      session_id, revision, first_seen, last_seen, standing, untold_since, unrecorded, waited_for, open_gaps, filled_gaps, last_missed_at, body)
                  SELECT $session_id, $revision + 1, $first_seen, $last_seen, $standing, $untold_since, $unrecorded, $waited_for, $open_gaps,
                      $filled_gaps, $last_missed_at, $body
                  WHERE true ON CONFLICT DO NOTHING
                  """
                : """
                  UPDATE client_sessions SET revision = revision + 1, first_seen = $first_seen, last_seen = $last_seen, standing = $standing,
                      untold_since = $untold_since, unrecorded = $unrecorded, waited_for = $waited_for, open_gaps = $open_gaps,
                      filled_gaps = $filled_gaps, last_missed_at = $last_missed_at, body = $body
                  WHERE session_id = $session_id AND revision = $revision
                  """,
            ("$session_id", one.SessionId.ToKey()),
            ("$revision", one.Revision),
            ("$first_seen", one.FirstSeen.UtcTicks),
            ("$last_seen", one.LastSeen.UtcTicks),
            ("$standing", one.Standing.ToString()),
            ("$untold_since", one.UntoldSince?.UtcTicks),
            ("$unrecorded", (long)one.Unrecorded.Count),
            ("$waited_for", one.WaitedFor),
            ("$open_gaps", one.OpenGaps),
            ("$filled_gaps", one.FilledGaps),
            ("$last_missed_at", one.LastMissedAt?.UtcTicks),
            ("$body", WireFormat.Serialize(one)));

    private static void RequireFirst(int changed)
    {
        if (changed == 0)
        {
            throw new SomebodyWasFirstException();
        }
    }

    private static ClientSession Read(SqliteDataReader row) => WireFormat.Deserialize<ClientSession>(row.GetBytes(1)) with { Revision = row.GetInt64(0) };

    private static DateTimeOffset? GetTimeOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetTime(column);

    private async Task<IReadOnlyList<ClientSession>> ListAsync(
        string sql, int limit, CancellationToken cancellation, params (string Name, object? Value)[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.ReadAsync(session => session.List(sql, Read, [.. values, ("$limit", (long)limit)]), cancellation);
    }

    /// <summary>Ends the transaction without its changes.</summary>
    private sealed class SomebodyWasFirstException : Exception;
}
