namespace Auditor.AuditWriter.Retention;

/// <summary>What applying the policies would do.</summary>
/// <param name="AsOf">At this moment (UTC).</param>
/// <param name="PolicyRevision">By these policies.</param>
/// <param name="Classes">For each resource that has entries past their ceiling.</param>
/// <param name="FailedAppends">Settled failed appends that would be removed.</param>
/// <param name="Token">Needed to apply exactly this.</param>
/// <param name="TokenExpiresAt">UTC.</param>
public sealed record DryRun(
    DateTimeOffset AsOf, long PolicyRevision, IReadOnlyList<DryRunClass> Classes, long FailedAppends, string Token, DateTimeOffset TokenExpiresAt);
