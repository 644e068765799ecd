using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>A store whose pages of more than a sample can be held up or made to fail.</summary>
internal sealed class GatedAuditLog(IAuditLog log) : IAuditLog, IAsyncDisposable
{
    private const int Sample = 100;

    private TaskCompletionSource? _gate;

    public Exception? Problem { get; set; }

    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate!.SetResult();

    public async Task<AttestedPage> ReadAttestedAsync(AuditQuery query, CancellationToken cancellation)
    {
        if (query.Limit > Sample)
        {
            await (_gate?.Task ?? Task.CompletedTask).WaitAsync(cancellation);
            if (Problem is { } problem)
            {
                throw problem;
            }
        }

        return await log.ReadAttestedAsync(query, cancellation);
    }

    public Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation) => log.AppendAsync(entries, cancellation);

    public Task<AuditEntry?> FindAsync(Guid entryId, CancellationToken cancellation) => log.FindAsync(entryId, cancellation);

    public Task<AuditPage> QueryAsync(AuditQuery query, CancellationToken cancellation) => log.QueryAsync(query, cancellation);

    public Task<long> CountAsync(AuditFilter filter, CancellationToken cancellation) => log.CountAsync(filter, cancellation);

    public Task<IReadOnlyList<FacetCount>> CountByAsync(AuditFilter filter, Facet facet, int maximum, CancellationToken cancellation) =>
        log.CountByAsync(filter, facet, maximum, cancellation);

    public ValueTask DisposeAsync() => log is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;
}
