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
            IReadOnlyList<StrayEntry> strays = await ledger.ListStrayAsync(1, cancellationToken);
            return strays.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The store holds an entry that is not in the log: {strays[0].EntryId}. Somebody wrote into the store; run 'auditor verify'.");
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The ledger's store does not answer.", unreachable);
        }
    }
}
