using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>
/// Changes in one table, of which the latest of each subject is what holds now. The table has the columns <c>revision</c>,
/// <c>change_id</c>, one for the subject's id, <c>version</c>, <c>announced</c> and <c>body</c>.
/// </summary>
internal sealed class SqliteHistory<TChange>(SqliteDatabase database, string table, string subject)
    where TChange : class, IVersionedChange<TChange>
{
    /// <summary>One statement, and so one moment: the latest of all changes is among the latest of each.</summary>
    public Task<List<TChange>> LatestOfEachAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.List(
                $"SELECT body FROM {table} WHERE ({subject}, version) IN (SELECT {subject}, max(version) FROM {table} GROUP BY {subject})", Read),
            cancellation);

    public Task<long> RevisionAsync(CancellationToken cancellation) => database.ReadAsync(Revision, cancellation);

    /// <summary>Every change of a subject, latest first.</summary>
    public Task<List<TChange>> OfAsync(Guid subjectId, CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.List($"SELECT body FROM {table} WHERE {subject} = $subject ORDER BY version DESC", Read, ("$subject", subjectId.ToKey())),
            cancellation);

    /// <summary>In the order of their revision.</summary>
    public async Task<IReadOnlyList<TChange>> UnannouncedAsync(int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        return await database.ReadAsync(
            session => session.List($"SELECT body FROM {table} WHERE announced = 0 ORDER BY revision LIMIT $maximum", Read, ("$maximum", (long)maximum)),
            cancellation);
    }

    public Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) =>
        database.WriteAsync(
            session => session.Execute($"UPDATE {table} SET announced = 1 WHERE change_id = $change_id", ("$change_id", changeId.ToKey())), cancellation);

    /// <summary>The change as it was stored before, if it was.</summary>
    public TChange? Find(SqliteSession session, Guid changeId) =>
        session.First($"SELECT body FROM {table} WHERE change_id = $change_id", Read, ("$change_id", changeId.ToKey()));

    public TChange? Latest(SqliteSession session, Guid subjectId) =>
        session.First($"SELECT body FROM {table} WHERE {subject} = $subject ORDER BY version DESC LIMIT 1", Read, ("$subject", subjectId.ToKey()));

    /// <summary>Adds it with the next revision. The transaction has the write lock from its start, so nothing comes between the looking and the adding.</summary>
    public TChange Add(SqliteSession session, TChange change)
    {
        TChange added = change.At(Revision(session) + 1);
        session.Execute(
            $"INSERT INTO {table} (revision, change_id, {subject}, version, body) VALUES ($revision, $change_id, $subject, $version, $body)",
            ("$revision", added.Revision),
            ("$change_id", added.ChangeId.ToKey()),
            ("$subject", added.SubjectId.ToKey()),
            ("$version", added.Version),
            ("$body", WireFormat.Serialize(added)));
        return added;
    }

    private long Revision(SqliteSession session) => session.Count($"SELECT max(revision) FROM {table}");

    private static TChange Read(SqliteDataReader reader) => WireFormat.Deserialize<TChange>(reader.GetBytes(0).AsSpan());
}
