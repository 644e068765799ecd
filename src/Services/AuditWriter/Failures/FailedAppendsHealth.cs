using Auditor.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.AuditWriter.Failures;

/// <summary>Red while a failed append is open: a person has to look, although the service works.</summary>
internal sealed class FailedAppendsHealth(IFailedAppends failures) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            long open = await failures.CountOpenAsync(cancellationToken);
            return open == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{open} failed append(s) wait for somebody: see /api/audit/failed-appends.");
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The store of failed appends does not answer.", unreachable);
        }
    }
}
