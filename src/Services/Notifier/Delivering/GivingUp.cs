using Auditor.Contracts;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>
/// Disables a subscription whose destination takes nothing, which is a change of the subscription and so becomes an entry. What waits for
/// it stays in the log: enabled again, it goes on where it was.
/// </summary>
internal sealed partial class GivingUp(ISubscriptionStore store, TimeProvider time, ILogger<GivingUp> logger)
{
    public async Task DisableAsync(Subscription subscription, DeliveryProgress progress, DeliveryFailure failure, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        SubscriptionChangeResult result = await store.ChangeAsync(
            new SubscriptionChange
            {
                ChangeId = Guid.CreateVersion7(now),
                SubscriptionId = subscription.Id,
                Version = subscription.Version + 1,
                Kind = SubscriptionChangeKind.Disabled,
                Previous = subscription,
                Current = subscription with { Enabled = false, Version = subscription.Version + 1 },
                Actor = new Actor { Type = ActorTypes.Service, Name = OutcomeReports.Deliverer },
                ChangedAt = now,
                Why = failure.Reason,
                Position = progress.Position,
                FailingSince = progress.FailingSince,
            },
            cancellation);
        // Otherwise somebody changed it this very moment, and it begins anew with what it is now.
        if (result.Stored)
        {
            Log.GaveUp(logger, subscription.Id, progress.Position, failure.Reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5011, Level = LogLevel.Error, Message = "Subscription {SubscriptionId} is given up at position {Position} and disabled: {Reason}")]
        public static partial void GaveUp(ILogger logger, Guid subscriptionId, long position, string reason);
    }
}
