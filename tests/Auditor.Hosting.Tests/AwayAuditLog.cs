using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.Hosting.Tests;

/// <summary>An audit log that can be read, and written unless told otherwise.</summary>
internal sealed class AwayAuditLog(IAuditLog log) : IAuditLog
{
    public bool Away { get; set; }

    public Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation) =>
        Away ? throw new StoreUnavailableException("away") : log.AppendAsync(entries, cancellation);

    public Task<AuditEntry?> FindAsync(Guid entryId, CancellationToken cancellation) => log.FindAsync(entryId, cancellation);

    public Task<AuditPage> QueryAsync(AuditQuery query, CancellationToken cancellation) => log.QueryAsync(query, cancellation);

    public Task<AttestedPage> ReadAttestedAsync(AuditQuery query, CancellationToken cancellation) => log.ReadAttestedAsync(query, cancellation);

    public Task<long> CountAsync(AuditFilter filter, CancellationToken cancellation) => log.CountAsync(filter, cancellation);

    public Task<IReadOnlyList<FacetCount>> CountByAsync(AuditFilter filter, Facet facet, int maximum, CancellationToken cancellation) =>
        log.CountByAsync(filter, facet, maximum, cancellation);
}
