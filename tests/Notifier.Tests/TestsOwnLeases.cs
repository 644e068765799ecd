using Auditor.Storage;

namespace Auditor.Notifier.Tests;

/// <summary>A store that gives leases to the test alone, so that nobody delivers while it looks.</summary>
internal sealed class TestsOwnLeases(ISubscriptionStore inner) : ISubscriptionStore
{
    public const string Holder = "the test";

    public Task<SubscriptionSet> LoadAsync(CancellationToken cancellation) => inner.LoadAsync(cancellation);

    public Task<long> RevisionAsync(CancellationToken cancellation) => inner.RevisionAsync(cancellation);

    public Task<SubscriptionChangeResult> ChangeAsync(SubscriptionChange change, CancellationToken cancellation) => inner.ChangeAsync(change, cancellation);

    public Task<IReadOnlyList<SubscriptionChange>> HistoryAsync(Guid subscriptionId, CancellationToken cancellation) => inner.HistoryAsync(subscriptionId, cancellation);

    public Task<IReadOnlyList<SubscriptionChange>> UnannouncedAsync(int maximum, CancellationToken cancellation) => inner.UnannouncedAsync(maximum, cancellation);

    public Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) => inner.MarkAnnouncedAsync(changeId, cancellation);

    public Task<IReadOnlyList<DeliveryProgress>> ListProgressAsync(CancellationToken cancellation) => inner.ListProgressAsync(cancellation);

    public Task SaveProgressAsync(DeliveryLease lease, DeliveryProgress progress, CancellationToken cancellation) =>
        inner.SaveProgressAsync(lease, progress, cancellation);

    public Task<IReadOnlyList<DeliveryLease>> TakeLeasesAsync(
        IReadOnlyCollection<Guid> subscriptions, string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation) =>
        inner.TakeLeasesAsync(holder == Holder ? subscriptions : [], holder, now, duration, cancellation);

    public Task ReleaseLeasesAsync(IReadOnlyCollection<DeliveryLease> leases, CancellationToken cancellation) => inner.ReleaseLeasesAsync(leases, cancellation);

    public Task RequestRetryAsync(Guid subscriptionId, CancellationToken cancellation) => inner.RequestRetryAsync(subscriptionId, cancellation);

    public Task<IReadOnlyList<DeliveryRequest>> RequestsAsync(Guid subscriptionId, long after, CancellationToken cancellation) =>
        inner.RequestsAsync(subscriptionId, after, cancellation);
}
