using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>Red when a witness contradicts the store or this log's key; yellow when one has been away for a while.</summary>
internal sealed class WitnessesHealth(Witnesses witnesses, IOptions<WitnessingOptions> options, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan ShortestAway = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge([.. witnesses.Couriers.Select(courier => courier.Standing)], TimeSpan.FromSeconds(options.Value.WitnessSeconds), time.GetUtcNow()));

    internal static HealthCheckResult Judge(IReadOnlyList<WitnessStanding> standings, TimeSpan interval, DateTimeOffset now)
    {
        if (standings.FirstOrDefault(standing => standing.Disputed) is { } disputed)
        {
            return HealthCheckResult.Unhealthy(disputed.Objection ?? disputed.Problem);
        }

        TimeSpan away = TimeSpan.FromTicks(Math.Max(ShortestAway.Ticks, 3 * interval.Ticks));
        return standings.FirstOrDefault(standing => now - standing.FailingSince > away) is { } failing
            ? HealthCheckResult.Degraded(failing.Problem)
            : HealthCheckResult.Healthy();
    }
}
