using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>Red when what this witness cosigned last cannot be read: it refuses that log until somebody has looked.</summary>
internal sealed class WitnessRecordsHealth(WitnessedLogs logs, WitnessRecords records) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (string origin in logs.Origins)
        {
            try
            {
                records.Read(origin);
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                return Task.FromResult(HealthCheckResult.Unhealthy($"What was cosigned last of the log {origin} cannot be read, and nothing of it is cosigned: {problem.Message}"));
            }
        }

        return Task.FromResult(HealthCheckResult.Healthy());
    }
}
