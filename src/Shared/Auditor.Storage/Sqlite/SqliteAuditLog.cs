using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>The audit log in a SQLite file. A batch is one transaction and one flush of the disk.</summary>
public sealed class SqliteAuditLog : IAuditLog, IEntryFacts, IKnownCameras, IAsyncDisposable
{

    private readonly EntrySealer? _seal;

    private SqliteAuditLog(SqliteDatabase database, EntrySealer? seal)
    {
        Database = database;
        _seal = seal;
    }

    /// <summary>Opens the file, and creates it where there is none. The other stores of the audit log share it.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="seal">Seals what is appended; null for a store that is only read, or that no sequencer works on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteAuditLog> OpenAsync(string path, EntrySealer? seal, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, AuditLogSchema.Current, cancellation), seal);

    /// <inheritdoc cref="OpenAsync(string, EntrySealer?, CancellationToken)"/>
    public static Task<SqliteAuditLog> OpenAsync(string path, CancellationToken cancellation) => OpenAsync(path, seal: null, cancellation);

    /// <summary>The connections, for the other stores of this file.</summary>
    internal SqliteDatabase Database { get; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        EntryIds.Require(entries);
        if (entries.Count == 0)
        {
            return [];
        }

        // Outside the transaction, so that others can write meanwhile.
        byte[][] bodies = [.. entries.Select(EntryBody.Of)];
        byte[][] seals = [.. bodies.Select(body => _seal?.Invoke(body) ?? [])];
        return await Database.WriteAsync(
            session =>
            {
                var results = new AppendResult[entries.Count];
                for (int i = 0; i < results.Length; i++)
                {
                    results[i] = SqliteEntryWriter.TryInsert(session, entries[i], bodies[i], seals[i])
                        ? new AppendResult(entries[i], AlreadyThere: false)
                        : new AppendResult(SqliteEntryWriter.FindInstead(session, entries[i]), AlreadyThere: true);
                }

                return results;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<AuditEntry?> FindAsync(Guid entryId, CancellationToken cancellation) =>
        Database.ReadAsync(session => SqliteEntryWriter.Find(session, entryId), cancellation);

    /// <inheritdoc/>
    public Task<AuditPage> QueryAsync(AuditQuery query, CancellationToken cancellation)
    {
        Check(query);
        return Database.ReadAsync(
            session =>
            {
                (string sql, (string Name, object? Value)[] values) = Page(SqliteEntryWriter.BodyAndPosition, query, IsFrequent(session, query));
                List<AuditEntry> found = session.List(sql, SqliteEntryWriter.Read, values);
                AuditEntry[] entries = [.. found.Take(query.Limit)];
                return new AuditPage(entries, found.Count > query.Limit ? new AuditCursor(entries[^1].OccurredAt, entries[^1].EntryId) : null);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<AttestedPage> ReadAttestedAsync(AuditQuery query, CancellationToken cancellation)
    {
        Check(query);
        return Database.ReadAsync(
            session =>
            {
                (string sql, (string Name, object? Value)[] values) = Page(SqliteEntryWriter.BodyAndPosition, query, IsFrequent(session, query));
                return SqliteAttestedPage.Read(session, sql, values, query.Limit);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(AuditFilter filter, CancellationToken cancellation)
    {
        var condition = new SqliteEntryFilter(filter);
        return Database.ReadAsync(session => session.Count($"SELECT count(*) FROM entries AS e {condition.Where}", condition.With()), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FacetCount>> CountByAsync(AuditFilter filter, Facet facet, int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        var condition = new SqliteEntryFilter(filter);
        return await Database.ReadAsync(session => SqliteFacet.Count(session, condition, facet, maximum), cancellation);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset> EndOfStretchAsync(DateTimeOffset from, DateTimeOffset to, int entries, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        return Database.ReadAsync(
            session =>
            {
                long behind = session.Count(
                    "SELECT occurred_at FROM entries INDEXED BY entries_by_time WHERE occurred_at >= $from AND occurred_at < $to ORDER BY occurred_at, entry_id LIMIT 1 OFFSET $entries",
                    ("$from", from.UtcTicks), ("$to", to.UtcTicks), ("$entries", (long)entries));
                return behind == 0 ? to : new DateTimeOffset(Math.Max(behind, from.UtcTicks + 1), TimeSpan.Zero);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task ReadAsync(DateTimeOffset from, DateTimeOffset to, Action<EntryFacts> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(take);
        bool began = false;
        return Database.ReadAsync(
            session =>
            {
                // A query that is locked out is tried again from its beginning, which must not give an entry twice.
                if (began)
                {
                    throw new StoreUnavailableException("The log was locked while a stretch of it was read.");
                }

                // Both before either runs; and when the second has made room by dropping the first, that is made again, now that there is room.
                session.Statement(SqliteEntryFacts.InOrder);
                var facts = new SqliteEntryFacts(session.Statement(SqliteEntryFacts.Cameras));
                session.Statement(SqliteEntryFacts.InOrder).ForEach(
                    [("$from", from.UtcTicks), ("$to", to.UtcTicks)],
                    row =>
                    {
                        began = true;
                        take(facts.At(row));
                    });
                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CameraRef>> FindCamerasAsync(string part, int most, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        return Database.ReadAsync(session => SqliteKnownCameras.Find(session, part, most), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>The statement of a page; it gives one entry more than asked for, which tells whether there is a next page.</summary>
    /// <param name="columns">Of <c>entries AS e</c>.</param>
    /// <param name="query">The page.</param>
    /// <param name="walk">As <see cref="SqliteEntryFilter"/> takes it.</param>
    internal static (string Sql, (string Name, object? Value)[] Values) Page(string columns, AuditQuery query, bool walk)
    {
        var filter = new SqliteEntryFilter(query.Filter, query.After, query.OldestFirst, walk);
        string direction = query.OldestFirst ? "" : " DESC";
        IEnumerable<string> parts = filter.WhereByResource.Select(where => $"SELECT {columns}, e.entry_id AS id, e.occurred_at AS at FROM entries AS e {where}");
        return ($"{string.Join(" UNION ALL ", parts)} ORDER BY at{direction}, id{direction} LIMIT $limit", filter.With(("$limit", query.Limit + 1L)));
    }

    private static bool IsFrequent(SqliteSession session, AuditQuery query) => new SqliteEntryFilter(query.Filter, query.After, query.OldestFirst).IsFrequent(session);

    private static void Check(AuditQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000, nameof(query));
    }
}
