using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.AuditWriter.Completeness;

/// <summary>Red when nobody would notice a gap now. That there are gaps is no fault of this service.</summary>
internal sealed class CompletenessHealth(CompletenessState state, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            time.GetUtcNow() - state.LastGood <= Patience
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"Since {state.LastGood:O} gaps and silent clients are not noticed. {state.Problem}"));
}
