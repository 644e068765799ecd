using Auditor.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Retention;

/// <summary>Red when something is kept longer than the policies allow, because they are not applied: a person has to look.</summary>
internal sealed class RetentionHealth(IRetentionStore store, RetentionDesk desk, IOptions<RetentionOptions> options, TimeProvider time) : IHealthCheck
{
    /// <summary>A daily run may come late once.</summary>
    private static readonly TimeSpan LongestWithoutRun = TimeSpan.FromHours(48);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            RetentionPolicySet policies = (await desk.LoadAsync(cancellationToken)).Policies;
            IReadOnlyList<RetentionRun> runs = await store.ListRunsAsync(RetentionRunner.RunsLookedAt, cancellationToken);
            if (runs.FirstOrDefault(run => run is { IsEnded: false, Problem: not null }) is { } stuck)
            {
                return HealthCheckResult.Unhealthy($"The retention run {stuck.RunId} does not get on: {stuck.Problem}");
            }

            DateTimeOffset last = runs.Where(run => run.State == RetentionRunState.Done && run.PolicyRevision == policies.Revision)
                .Select(run => run.AsOf).Append(policies.Since).Max();
            return policies.Policies.All(policy => policy.Ceiling is null) || time.GetUtcNow() - last < LongestWithoutRun
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(
                    $"The retention policies have not been applied since {last:u}. {RetentionSchedule.Of(options.Value, policies, runs).WhyNot}".TrimEnd());
        }
        catch (StoreUnavailableException unusable)
        {
            return HealthCheckResult.Unhealthy(unusable.Message, unusable);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The store of retention does not answer.", unreachable);
        }
    }
}
