using Auditor.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.Notifier.Delivering;

/// <summary>Whether Notifier can do its work: its store answers, and the subscriptions are looked after.</summary>
internal sealed class SubscriptionsHealth(ISubscriptionStore store, DeliveryState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.RevisionAsync(cancellationToken);
        }
        catch (StoreUnavailableException away)
        {
            return HealthCheckResult.Unhealthy(away.Message);
        }

        return state.Problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy();
    }
}
