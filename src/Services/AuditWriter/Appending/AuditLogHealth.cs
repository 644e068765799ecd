using Auditor.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.AuditWriter.Appending;

/// <summary>Ready only while the store answers and the last write went well.</summary>
internal sealed class AuditLogHealth(IAuditLog log, GroupCommit commits) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (commits.StoreProblem is { } problem)
        {
            return HealthCheckResult.Unhealthy(problem);
        }

        try
        {
            await log.FindAsync(Guid.Empty, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The audit log's store does not answer.", unreachable);
        }
    }
}
