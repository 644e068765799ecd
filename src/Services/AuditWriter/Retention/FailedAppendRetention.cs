using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Which failed appends go with the entries. Pure.</summary>
internal static class FailedAppendRetention
{
    /// <summary>
    /// Settled ones that failed before this go; null: none. They go by the ceiling of the rest, and none goes while any hold is in force:
    /// what a body that could not be read is about, nobody can say.
    /// </summary>
    public static DateTimeOffset? Cutoff(RetentionPolicySet policies, RetentionJudge judge, DateTimeOffset asOf)
    {
        RetentionPolicy? rest = policies.Policies.FirstOrDefault(policy => policy.Class == RetentionPolicy.TheRest);
        if (rest?.Ceiling is null || judge.HasHolds)
        {
            return null;
        }

        DateTimeOffset cutoff = RetentionCalendar.Cutoff(rest.Ceiling, asOf);
        DateTimeOffset floor = RetentionCalendar.Cutoff(rest.Floor, asOf);
        return cutoff < floor ? cutoff : floor;
    }
}
