using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.RuleService.Book;

/// <summary>Unready while nobody can say whether the book in force is the latest.</summary>
internal sealed class RuleBookHealth(RuleBookRefresher refresher, RuleBookHolder holder) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(refresher.Problem is { } problem
            ? HealthCheckResult.Unhealthy($"{problem} Revision {holder.Current.Revision} goes on deciding.")
            : HealthCheckResult.Healthy($"Revision {holder.Current.Revision} is in force."));
}
