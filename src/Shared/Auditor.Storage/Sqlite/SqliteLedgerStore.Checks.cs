namespace Auditor.Storage;

/// <summary>What a verifier asks of the file beside the log itself.</summary>
public sealed partial class SqliteLedgerStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<StrayEntry>> ListStrayAsync(int limit, CancellationToken cancellation) =>
        await _database.ReadAsync(
            session => session.List(
                $"""
                SELECT e.entry_id, r.problem FROM entries AS e LEFT JOIN refused_entries AS r ON r.entry_row = e.entry_row
                WHERE (r.entry_row IS NOT NULL OR e.entry_row <= {LastRow} OR EXISTS (SELECT 1 FROM leaves AS l WHERE l.entry_row = e.entry_row))
                    AND NOT EXISTS (SELECT 1 FROM leaves AS l WHERE l.entry_row = e.entry_row AND l.position >= 0)
                ORDER BY e.entry_row LIMIT $limit
                """,
                row => new StrayEntry(row.GetId(0), row.GetText(1)),
                ("$limit", (long)limit)),
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IndexFault>> CheckIndexAsync(long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.ReadAsync(session => SqliteIndexCheck.Run(session, from, limit), cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> CheckFileAsync(CancellationToken cancellation) =>
        _database.ReadAsync(SqliteFileCheck.Run, cancellation);
}
