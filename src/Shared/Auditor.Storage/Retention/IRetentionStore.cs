namespace Auditor.Storage;

/// <summary>
/// Policies, legal holds and runs, beside the log that they are about. Decisions are changes that are only ever added; what holds now
/// follows from all of them (<see cref="RetentionState"/>). Safe for concurrent use by any number of processes. Every call throws
/// <see cref="StoreUnavailableException"/> while the store cannot be reached.
/// </summary>
public interface IRetentionStore
{
    /// <summary>Every change, in the order of its revision.</summary>
    Task<IReadOnlyList<RetentionChange>> ListChangesAsync(CancellationToken cancellation);

    /// <summary>
    /// Adds a change. MUST be durable when it returns. MUST add it only when its revision is that of the latest change and one more, also
    /// when two processes try at once. MUST be idempotent by change id. When it returns, no erasure that was asked for under an earlier
    /// revision MUST be under way any more: what is not erased by then, a hold keeps.
    /// </summary>
    /// <returns>False when another change has that revision.</returns>
    Task<bool> AddAsync(RetentionChange change, CancellationToken cancellation);

    /// <summary>Ids of the changes that the log has not been told of, in the order of their revision.</summary>
    Task<IReadOnlyList<Guid>> ListUntoldAsync(CancellationToken cancellation);

    /// <summary>Marks a change as told to the log; calling it again changes nothing.</summary>
    Task MarkToldAsync(Guid changeId, CancellationToken cancellation);

    /// <summary>Keeps a run, or its newer state. MUST be durable when it returns.</summary>
    Task PutRunAsync(RetentionRun run, CancellationToken cancellation);

    /// <summary>Runs, latest first by when they were asked for.</summary>
    Task<IReadOnlyList<RetentionRun>> ListRunsAsync(int limit, CancellationToken cancellation);

    /// <summary>One run, or null.</summary>
    Task<RetentionRun?> FindRunAsync(Guid runId, CancellationToken cancellation);

    /// <summary>
    /// Removes the bodies of these positions as <see cref="ILedgerStore.EraseAsync"/> does, but only while <paramref name="revision"/> is
    /// that of the latest change: MUST NOT remove anything after <see cref="AddAsync"/> of a later one has returned.
    /// </summary>
    /// <returns>How many bodies were removed; null when there is a later change, and nothing was.</returns>
    Task<long?> EraseAsync(IReadOnlyList<long> positions, long revision, CancellationToken cancellation);

    /// <summary>How many failed appends are settled and failed before this (UTC).</summary>
    Task<long> CountSettledFailuresAsync(DateTimeOffset failedBefore, CancellationToken cancellation);

    /// <summary>Removes them with their bodies, under the same condition as <see cref="EraseAsync"/>.</summary>
    /// <returns>How many were removed; null when there is a later change, and nothing was.</returns>
    Task<long?> RemoveSettledFailuresAsync(DateTimeOffset failedBefore, long revision, CancellationToken cancellation);

    /// <summary>
    /// Makes sure, as far as the store can, that nothing of what was removed is left in its files, also not where the store itself had
    /// copied it. May take long, and let others wait.
    /// </summary>
    Task ScrubAsync(CancellationToken cancellation);
}
