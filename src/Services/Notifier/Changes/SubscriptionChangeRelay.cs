using Auditor.Contracts;
using Auditor.Hosting.Changes;
using Auditor.Storage;
using MassTransit;

namespace Auditor.Notifier.Changes;

/// <summary>Tells the log of changed subscriptions.</summary>
internal sealed class SubscriptionChangeRelay(
    ISubscriptionStore store, IBusControl bus, ILogger<SubscriptionChangeRelay> logger, AppendedChanges? appended = null)
    : ChangeRelay<SubscriptionChange>("subscriptions", bus, logger, appended)
{
    protected override Task<IReadOnlyList<SubscriptionChange>> UnannouncedAsync(int maximum, CancellationToken cancellation) =>
        store.UnannouncedAsync(maximum, cancellation);

    protected override Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) => store.MarkAnnouncedAsync(changeId, cancellation);

    protected override ConfigurationChanged ToConfigurationChanged(SubscriptionChange change) => SubscriptionChangeMessages.ToConfigurationChanged(change);
}
