namespace Auditor.Storage;

/// <summary>
/// Reads what the audit log holds entry by entry, in order, without making entries of it: for questions about so many of them that reading
/// each one's JSON would take minutes. Only reads. Safe for concurrent use; several stretches may be read at once.
/// </summary>
public interface IEntryFacts
{
    /// <summary>
    /// Where a stretch of so many entries ends, so that a long time can be read in pieces that are short each: the time of the entry that
    /// stands <paramref name="entries"/> behind the first one at or after <paramref name="from"/>, or <paramref name="to"/> where that comes
    /// first. MUST be after <paramref name="from"/>. Entries of one moment are never torn apart, so that a stretch MAY hold more.
    /// </summary>
    /// <param name="from">Where the stretch begins (UTC, included).</param>
    /// <param name="to">Where it ends at the latest (UTC, not included); after <paramref name="from"/>.</param>
    /// <param name="entries">How many, at least 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    Task<DateTimeOffset> EndOfStretchAsync(DateTimeOffset from, DateTimeOffset to, int entries, CancellationToken cancellation);

    /// <summary>
    /// Gives every entry that occurred in a stretch, by time and then id, each once. MUST NOT keep the stretch in memory.
    /// </summary>
    /// <param name="from">Occurred at or after this (UTC).</param>
    /// <param name="to">Occurred before this (UTC).</param>
    /// <param name="take">Called on one thread at a time, with an object that is another entry at the next call: keep nothing but its values.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    Task ReadAsync(DateTimeOffset from, DateTimeOffset to, Action<EntryFacts> take, CancellationToken cancellation);
}
