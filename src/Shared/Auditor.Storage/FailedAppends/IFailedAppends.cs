namespace Auditor.Storage;

/// <summary>Facts that could not be made entries, kept whole until somebody has dealt with them.</summary>
public interface IFailedAppends
{
    /// <summary>
    /// Keeps a failure. MUST be durable when it returns, MUST keep the body byte for byte, and MUST keep one record for one id: a
    /// second call with the same id means that the same body failed once more, and leaves it open with the new problem and time.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or cannot write.</exception>
    Task AddAsync(FailedAppend failure, CancellationToken cancellation);

    /// <summary>One failure, or null.</summary>
    Task<FailedAppend?> FindAsync(Guid failureId, CancellationToken cancellation);

    /// <summary>Failures, latest first, at most <paramref name="limit"/> of them after <paramref name="after"/>; open ones only unless told otherwise.</summary>
    Task<IReadOnlyList<FailedAppend>> ListAsync(bool includeSettled, int limit, FailedAppendCursor? after, CancellationToken cancellation);

    /// <summary>How many are open.</summary>
    Task<long> CountOpenAsync(CancellationToken cancellation);

    /// <summary>
    /// Marks a failure as settled. The body stays. MUST do so only while it is open and last failed at <paramref name="failedAt"/>: one
    /// that has failed again meanwhile stays open. False when it did nothing.
    /// </summary>
    Task<bool> SettleAsync(Guid failureId, DateTimeOffset failedAt, Settlement settlement, CancellationToken cancellation);
}
