using Auditor.Notifier.Following;
using Auditor.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.Notifier.Delivering;

/// <summary>
/// Whether destinations get what they are to get. A destination that fails for a quarter of an hour, or was given up, is for a person to
/// look at; Notifier itself is ready all the same.
/// </summary>
internal sealed class DeliveryHealth(ISubscriptionStore store, BusLogReader log, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Alarming = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (log.IsAway)
        {
            return HealthCheckResult.Unhealthy("AuditWriter, which has the log, does not answer; what waits is delivered when it does.");
        }

        IReadOnlyList<Subscription> subscriptions = (await store.LoadAsync(cancellationToken)).Subscriptions;
        Dictionary<Guid, Subscription> enabled = subscriptions.Where(one => one.Enabled).ToDictionary(one => one.Id);
        DateTimeOffset now = time.GetUtcNow();
        List<string> wrong =
        [
            .. (await store.ListProgressAsync(cancellationToken))
                .Where(progress => now - progress.FailingSince > Alarming && enabled.ContainsKey(progress.SubscriptionId))
                .Select(progress => $"'{enabled[progress.SubscriptionId].Name}' since {progress.FailingSince:yyyy-MM-dd HH:mm} UTC"),
        ];
        foreach (Subscription disabled in subscriptions.Where(one => !one.Enabled))
        {
            // What is wrong does not become right by not being tried any more.
            if (await GivenUp.IsAsync(store, disabled, cancellationToken))
            {
                wrong.Add($"'{disabled.Name}', given up");
            }
        }

        return wrong.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Destinations that take nothing: {string.Join("; ", wrong)}. GET /api/subscriptions says why.");
    }
}
