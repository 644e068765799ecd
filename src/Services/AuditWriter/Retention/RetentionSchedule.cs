using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Whether the policies are applied every day. Pure.</summary>
/// <param name="DailyAt">Time of day, <c>HH:mm</c>; empty when it is off.</param>
/// <param name="TimeZone">Whose time of day.</param>
/// <param name="IsOn">Whether they are.</param>
/// <param name="WhyNot">Why they are not, in words.</param>
public sealed record RetentionSchedule(string DailyAt, string TimeZone, bool IsOn, string? WhyNot)
{
    internal static RetentionSchedule Of(RetentionOptions options, RetentionPolicySet policies, IReadOnlyList<RetentionRun> runs)
    {
        string? whyNot = options.Daily is null ? "Auditor:Retention:DailyAt is empty."
            : policies.Policies.All(policy => policy.Ceiling is null) ? "No policy has a ceiling."
            : !runs.Any(run => run.PolicyRevision == policies.Revision && run.State == RetentionRunState.Done)
                ? "These policies have not been applied by hand yet: make a dry run and apply it once."
            : null;
        return new RetentionSchedule(options.DailyAt, options.TimeZone, whyNot is null, whyNot);
    }

    /// <summary>Whether the run of the day is still to be made.</summary>
    internal static bool IsDue(RetentionOptions options, IReadOnlyList<RetentionRun> runs, DateTimeOffset now) =>
        options.Daily is { } daily
        && RetentionCalendar.LastTime(daily, options.TimeZone, now) is var moment
        && runs.All(run => run.IsEnded && run.RequestedAt < moment);
}
