using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests;

/// <summary>A store that is away, slow, or refuses some entries, as told.</summary>
internal sealed class HostileAuditLog : IAuditLog
{
    private readonly ConcurrentDictionary<Guid, AuditEntry> _entries = new();

    public bool Away { get; set; }

    public Guid Poison { get; set; }

    public TimeSpan Slowness { get; set; }

    public ConcurrentQueue<int> Batches { get; } = new();

    public int Count => _entries.Count;

    public async Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        await Task.Delay(Slowness, cancellation);
        if (Away)
        {
            throw new StoreUnavailableException("away", new IOException());
        }

        Batches.Enqueue(entries.Count);
        if (entries.Any(entry => entry.EntryId == Poison))
        {
            throw new InvalidOperationException("poison");
        }

        return [.. entries.Select(entry => new AppendResult(_entries.GetOrAdd(entry.EntryId, entry), _entries.ContainsKey(entry.EntryId)))];
    }

    public Task<AuditEntry?> FindAsync(Guid entryId, CancellationToken cancellation) => Task.FromResult(_entries.GetValueOrDefault(entryId));

    public Task<AuditPage> QueryAsync(AuditQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<AttestedPage> ReadAttestedAsync(AuditQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> CountAsync(AuditFilter filter, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<FacetCount>> CountByAsync(AuditFilter filter, Facet facet, int maximum, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
