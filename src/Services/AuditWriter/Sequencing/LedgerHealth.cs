using Auditor.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>Red when the store contradicts what was signed, or holds entries that no writer made: a person has to look.</summary>
internal sealed class LedgerHealth(LedgerState state, ILedgerStore ledger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (state.Problem is { } problem)
        {
            return HealthCheckResult.Unhealthy(problem);
        }

        try
        {
            long refused = await ledger.CountRefusedAsync(cancellationToken);
            return refused == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The store holds {refused} entries that no writer made: somebody else wrote into it. Run 'auditor verify'.");
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The ledger's store does not answer.", unreachable);
        }
    }
}
