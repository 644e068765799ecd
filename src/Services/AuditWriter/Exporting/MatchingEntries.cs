using System.Runtime.CompilerServices;
using Auditor.Storage;

namespace Auditor.AuditWriter.Exporting;

/// <summary>All entries that match, oldest first, page by page: while one is written, the next one is read.</summary>
internal static class MatchingEntries
{
    private const int PageSize = 1000;

    public static async IAsyncEnumerable<AttestedEntry> ReadAsync(
        IAuditLog log, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new AuditQuery(filter, PageSize, OldestFirst: true);
        Task<AttestedPage>? reading = log.ReadAttestedAsync(query, cancellation);
        while (reading is not null)
        {
            AttestedPage page = await reading;
            reading = page.Next is { } next ? log.ReadAttestedAsync(query with { After = next }, cancellation) : null;
            foreach (AttestedEntry entry in page.Entries)
            {
                yield return entry;
            }
        }
    }
}
