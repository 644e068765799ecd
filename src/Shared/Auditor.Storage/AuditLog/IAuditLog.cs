using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>
/// The audit log's store. Entries are only ever added. Safe for concurrent use by any number of processes. Reads throw
/// <see cref="StoreUnavailableException"/> too while the store cannot be reached.
/// </summary>
public interface IAuditLog
{
    /// <summary>
    /// Appends entries. MUST be durable when it returns: on disk and flushed, or acknowledged by a majority. MUST append an entry
    /// once, however often it is given (also twice in one batch, also by two writers at once), by its entry id. MUST leave no part
    /// of one entry behind without the rest. MUST NOT change or remove what is there. When it throws, any part of the batch may
    /// have been appended, and the same batch can be given again.
    /// </summary>
    /// <returns>One result for each entry given, in the order given, telling what is in the log now.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or cannot write; giving the batch again later can succeed.</exception>
    /// <exception cref="ArgumentException">An entry has no id.</exception>
    Task<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation);

    /// <summary>One entry as it was appended, or null.</summary>
    Task<AuditEntry?> FindAsync(Guid entryId, CancellationToken cancellation);

    /// <summary>
    /// One page of the entries that match. Following <see cref="AuditPage.Next"/> to its end MUST give each entry that was in the
    /// log at the start exactly once, also while entries are being appended.
    /// </summary>
    Task<AuditPage> QueryAsync(AuditQuery query, CancellationToken cancellation);

    /// <summary>
    /// The same page as <see cref="QueryAsync"/>, with the same promise, as the bytes that are kept. MAY be shorter than asked, so that
    /// large entries do not fill the memory: only a page without <see cref="AttestedPage.Next"/> is the last.
    /// </summary>
    Task<AttestedPage> ReadAttestedAsync(AuditQuery query, CancellationToken cancellation);

    /// <summary>How many entries match.</summary>
    Task<long> CountAsync(AuditFilter filter, CancellationToken cancellation);

    /// <summary>How many of the entries that match have each value of a field, most first, then by value; at most <paramref name="maximum"/> values.</summary>
    Task<IReadOnlyList<FacetCount>> CountByAsync(AuditFilter filter, Facet facet, int maximum, CancellationToken cancellation);
}
