using Auditor.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Auditor.Storage;

/// <summary>Positions, tiles and checkpoints in the SQLite file of the audit log.</summary>
public sealed partial class SqliteLedgerStore : ILedgerStore, IAsyncDisposable
{
    // A position before the first is none: nobody who reads the log finds it.
    private const string LastRow = "coalesce((SELECT entry_row FROM leaves WHERE position >= 0 ORDER BY entry_row DESC LIMIT 1), 0)";

    // Positions are given in the order of rows, so that what has none is behind the last that was looked at. A refusal without its entry
    // says nothing: else whoever writes one into the file keeps all that comes from being sequenced.
    private const string Unsequenced = $"""
        FROM entries WHERE entry_row > max(
            {LastRow}, coalesce((SELECT max(r.entry_row) FROM refused_entries AS r JOIN entries AS e USING (entry_row)), 0))
        """;

    private readonly SqliteDatabase _database;
    private readonly bool _shared;

    private SqliteLedgerStore(SqliteDatabase database, bool shared)
    {
        _database = database;
        _shared = shared;
    }

    /// <summary>
    /// The ledger of an audit log that is open, through its connections: who sequences and who appends take turns at writing fairly, which
    /// they do not through SQLite's own lock. Open as long as the log is.
    /// </summary>
    public static SqliteLedgerStore Of(SqliteAuditLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new SqliteLedgerStore(log.Database, shared: true);
    }

    /// <summary>Opens the file of a <see cref="SqliteAuditLog"/>, and creates it where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteLedgerStore> OpenAsync(string path, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, AuditLogSchema.Current, cancellation), shared: false);

    /// <inheritdoc/>
    public Task<LogIdentity> ClaimAsync(LogIdentity identity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return _database.WriteAsync(
            session =>
            {
                session.Execute(
                    "INSERT INTO log_identity (only, origin, verifier_key) VALUES (1, $origin, $key) ON CONFLICT DO NOTHING",
                    ("$origin", identity.Origin),
                    ("$key", identity.VerifierKey));
                return session.First("SELECT origin, verifier_key FROM log_identity", row => new LogIdentity(row.GetString(0), row.GetString(1)))!;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<SequencerLease?> TakeLeaseAsync(string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation) =>
        _database.WriteAsync(
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO sequencer_lease (only, token, holder, expires_at) VALUES (1, 1, $holder, $expires_at)
                    ON CONFLICT (only) DO UPDATE SET
                        token = token + (holder <> $holder OR expires_at <= $now), holder = $holder, expires_at = $expires_at
                    WHERE holder = $holder OR expires_at <= $now OR expires_at > $credible
                    """,
                    ("$holder", holder),
                    ("$expires_at", (now + duration).UtcTicks),
                    ("$now", now.UtcTicks),
                    ("$credible", (now + LeaseTime.LongestCredible).UtcTicks));
                return session.First(
                    "SELECT token, holder, expires_at FROM sequencer_lease WHERE holder = $holder",
                    row => new SequencerLease(row.GetInt64(0), row.GetString(1), row.GetTime(2)),
                    ("$holder", holder));
            },
            cancellation);

    /// <inheritdoc/>
    public Task ReleaseLeaseAsync(SequencerLease lease, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _database.WriteAsync(
            session => session.Execute(
                "UPDATE sequencer_lease SET expires_at = 0 WHERE token = $token AND holder = $holder", ("$token", lease.Token), ("$holder", lease.Holder)),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UnsequencedEntry>> ListUnsequencedAsync(int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.ReadAsync(
            session => session.List(
                $"SELECT entry_id, body, seal {Unsequenced} ORDER BY entry_row LIMIT $limit",
                row => new UnsequencedEntry(row.GetId(0), row.GetBytes(1), row.GetBytes(2)),
                ("$limit", (long)limit)),
            cancellation);
    }

    /// <inheritdoc/>
    public Task<long> CountUnsequencedAsync(CancellationToken cancellation) =>
        _database.ReadAsync(session => session.Count($"SELECT count(*) {Unsequenced}"), cancellation);

    /// <inheritdoc/>
    public Task RefuseAsync(SequencerLease lease, Guid entryId, string problem, DateTimeOffset now, CancellationToken cancellation) =>
        FencedAsync(
            lease,
            session => session.Execute(
                """
                INSERT INTO refused_entries (entry_row, entry_id, problem, refused_at)
                SELECT entry_row, entry_id, $problem, $now FROM entries WHERE entry_id = $entry_id ON CONFLICT DO NOTHING
                """,
                ("$problem", problem),
                ("$now", now.UtcTicks),
                ("$entry_id", entryId.ToKey())),
            cancellation);

    /// <inheritdoc/>
    public Task AddLeavesAsync(SequencerLease lease, long first, IReadOnlyList<Guid> entryIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        return FencedAsync(
            lease,
            session =>
            {
                if (session.Count("SELECT coalesce(max(position) + 1, 0) FROM leaves") != first)
                {
                    throw new LeaseLostException($"Position {first} is not the next one any more.");
                }

                for (int i = 0; i < entryIds.Count; i++)
                {
                    int inserted = session.Execute(
                        "INSERT INTO leaves (position, entry_row, entry_id) SELECT $position, entry_row, entry_id FROM entries WHERE entry_id = $entry_id",
                        ("$position", first + i),
                        ("$entry_id", entryIds[i].ToKey()));
                    if (inserted == 0)
                    {
                        throw new InvalidOperationException($"The entry {entryIds[i]} is not in the store any more.");
                    }
                }

                return 0;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<long> CountLeavesAsync(CancellationToken cancellation) =>
        _database.ReadAsync(session => session.Count("SELECT coalesce(max(position) + 1, 0) FROM leaves"), cancellation);

    /// <inheritdoc/>
    public Task<long?> FindPositionAsync(Guid entryId, CancellationToken cancellation) =>
        _database.ReadAsync<long?>(
            session => session.Count("SELECT position + 1 FROM leaves WHERE entry_id = $entry_id", ("$entry_id", entryId.ToKey())) is > 0 and var next ? next - 1 : null,
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoggedEntry>> ReadAsync(long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.ReadAsync(
            session => session.List(
                """
                SELECT l.position, l.entry_id, e.body, e.seal FROM leaves AS l LEFT JOIN entries AS e ON e.entry_row = l.entry_row
                WHERE l.position >= $from ORDER BY l.position LIMIT $limit
                """,
                row => new LoggedEntry(row.GetInt64(0), row.GetId(1), row.IsDBNull(2) ? (ReadOnlyMemory<byte>?)null : row.GetBytes(2), row.IsDBNull(3) ? default(ReadOnlyMemory<byte>) : row.GetBytes(3)),
                ("$from", from),
                ("$limit", (long)limit)),
            cancellation);
    }

    /// <inheritdoc/>
    public Task PutTilesAsync(SequencerLease lease, IReadOnlyList<Tile> tiles, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        return FencedAsync(
            lease,
            session =>
            {
                foreach (Tile tile in tiles)
                {
                    session.Execute(
                        """
                        INSERT INTO tiles (level, tile_index, width, content) VALUES ($level, $index, $width, $content)
                        ON CONFLICT (level, tile_index) DO UPDATE SET width = excluded.width, content = excluded.content WHERE excluded.width > width
                        """,
                        ("$level", (long)tile.Address.Level),
                        ("$index", tile.Address.Index),
                        ("$width", (long)tile.Address.Width),
                        ("$content", tile.Content.ToArray()));
                }

                return 0;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress address, CancellationToken cancellation) =>
        _database.ReadAsync<ReadOnlyMemory<byte>?>(
            session => session.First(
                "SELECT content FROM tiles WHERE level = $level AND tile_index = $index AND width >= $width",
                row => row.GetBytes(0),
                ("$level", (long)address.Level),
                ("$index", address.Index),
                ("$width", (long)address.Width)) is { } content
                ? (ReadOnlyMemory<byte>?)content.AsMemory(0, Math.Min(content.Length, address.Bytes))
                : null,
            cancellation);

    /// <inheritdoc/>
    public Task AddCheckpointAsync(SequencerLease lease, StoredCheckpoint checkpoint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return FencedAsync(
            lease,
            session => session.Execute(
                """
                INSERT INTO checkpoints (hour, size, note, signed_at) VALUES ($hour, $size, $note, $signed_at)
                ON CONFLICT (hour) DO UPDATE SET size = excluded.size, note = excluded.note, signed_at = excluded.signed_at WHERE excluded.size > size
                """,
                ("$hour", checkpoint.SignedAt.UtcTicks / TimeSpan.TicksPerHour),
                ("$size", checkpoint.Size),
                ("$note", checkpoint.Note.ToArray()),
                ("$signed_at", checkpoint.SignedAt.UtcTicks)),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<StoredCheckpoint?> LatestCheckpointAsync(CancellationToken cancellation) =>
        await ListCheckpointsAsync(1, cancellation) is [{ } latest, ..] ? latest : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredCheckpoint>> ListCheckpointsAsync(int limit, CancellationToken cancellation) =>
        await _database.ReadAsync(
            session => session.List(
                "SELECT size, note, signed_at FROM checkpoints ORDER BY size DESC, hour DESC LIMIT $limit",
                row => new StoredCheckpoint(row.GetInt64(0), row.GetBytes(1), row.GetTime(2)),
                ("$limit", (long)limit)),
            cancellation);

    /// <inheritdoc/>
    public Task<long> CountRefusedAsync(CancellationToken cancellation) =>
        _database.ReadAsync(session => session.Count("SELECT count(*) FROM refused_entries"), cancellation);

    /// <inheritdoc/>
    public async Task<long> EraseAsync(IReadOnlyList<long> positions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(positions);
        long removed = await _database.WriteAsync(session => SqliteErasure.Run(session, positions), cancellation);
        await _database.EmptyLogAsync(cancellation);
        return removed;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _shared ? ValueTask.CompletedTask : _database.DisposeAsync();

    /// <summary>Runs work in a transaction that sees the lease still held: whoever has it now waits for its end, or has ended it.</summary>
    private async Task FencedAsync(SequencerLease lease, Func<SqliteSession, int> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        try
        {
            await _database.WriteAsync(
                session => session.Count("SELECT token FROM sequencer_lease") == lease.Token
                    ? work(session)
                    : throw new LeaseLostException($"The lease {lease.Token} has been taken over."),
                cancellation);
        }
        catch (SqliteException conflict) when (conflict.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            throw new LeaseLostException("A position or an entry of this batch is given already.", conflict);
        }
    }
}
