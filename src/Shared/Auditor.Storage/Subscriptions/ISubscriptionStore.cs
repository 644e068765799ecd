namespace Auditor.Storage;

/// <summary>
/// Subscriptions, their history, and how far each one's deliveries have come. The history is the truth: a change is one insert, and the
/// subscriptions are the latest change of each. Safe for concurrent use by any number of processes. Every member throws
/// <see cref="StoreUnavailableException"/> when the store cannot be reached or cannot write.
/// </summary>
public interface ISubscriptionStore
{
    /// <summary>The subscriptions as they are now, with the revision they belong to.</summary>
    Task<SubscriptionSet> LoadAsync(CancellationToken cancellation);

    /// <summary>The revision of the latest change; 0 before the first. MUST be cheap: it is asked several times a second.</summary>
    Task<long> RevisionAsync(CancellationToken cancellation);

    /// <summary>
    /// Adds a change. MUST be durable when it returns and MUST be all or nothing. MUST add it only when the subscription's latest version
    /// is the change's version less one (0 when there is no such subscription), also when two processes try at once; then gives it the
    /// next revision. MUST refuse a name that another subscription has, in the same way. MUST be idempotent by change id. A
    /// <see cref="SubscriptionChangeKind.Skipped"/> change makes a <see cref="DeliveryRequest"/> with it, in the same all or nothing.
    /// </summary>
    Task<SubscriptionChangeResult> ChangeAsync(SubscriptionChange change, CancellationToken cancellation);

    /// <summary>Every change of a subscription, latest first; empty when there is no such subscription.</summary>
    Task<IReadOnlyList<SubscriptionChange>> HistoryAsync(Guid subscriptionId, CancellationToken cancellation);

    /// <summary>Changes that the log has not been told of, in the order of their revision, at most <paramref name="maximum"/>.</summary>
    Task<IReadOnlyList<SubscriptionChange>> UnannouncedAsync(int maximum, CancellationToken cancellation);

    /// <summary>Marks a change as told to the log. Called after the broker has confirmed it; calling it again changes nothing.</summary>
    Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation);

    /// <summary>How far each one's deliveries have come, as far as they have begun.</summary>
    Task<IReadOnlyList<DeliveryProgress>> ListProgressAsync(CancellationToken cancellation);

    /// <summary>
    /// Keeps how far deliveries have come. MUST be durable when it returns. MUST refuse it to whoever has lost the lease or given it
    /// back, also when the new holder took it a moment ago. A lease that has run out and that nobody took is not lost.
    /// </summary>
    /// <exception cref="LeaseLostException">Another holder has been here, or it was given back.</exception>
    Task SaveProgressAsync(DeliveryLease lease, DeliveryProgress progress, CancellationToken cancellation);

    /// <summary>
    /// Takes leases that are free or have run out, and makes one's own last longer, their tokens unchanged. One that changes hands MUST
    /// get a higher token; one that was given back and is taken again by the same has changed hands. One that would last longer than
    /// <see cref="LeaseTime.LongestCredible"/> from now on MUST count as run out.
    /// </summary>
    /// <param name="subscriptions">The ones wanted.</param>
    /// <param name="holder">Name of this process, different from that of any other.</param>
    /// <param name="now">UTC.</param>
    /// <param name="duration">How long they last without being taken again.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Those that this process has now.</returns>
    Task<IReadOnlyList<DeliveryLease>> TakeLeasesAsync(
        IReadOnlyCollection<Guid> subscriptions, string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Gives leases back, so that others need not wait for their end. One that was lost is left alone.</summary>
    Task ReleaseLeasesAsync(IReadOnlyCollection<DeliveryLease> leases, CancellationToken cancellation);

    /// <summary>Asks that a subscription's destination is tried again at once.</summary>
    Task RequestRetryAsync(Guid subscriptionId, CancellationToken cancellation);

    /// <summary>What was asked after <paramref name="after"/>, in order. MUST be cheap: it is asked once a second while a destination fails.</summary>
    Task<IReadOnlyList<DeliveryRequest>> RequestsAsync(Guid subscriptionId, long after, CancellationToken cancellation);
}
