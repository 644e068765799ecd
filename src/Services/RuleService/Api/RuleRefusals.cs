using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.RuleService.Api;

/// <summary>Why a rule cannot be had or changed, in words for the caller.</summary>
internal static class RuleRefusals
{
    public static IResult Invalid(IEnumerable<RuleProblem> problems) =>
        ApiProblem.Invalid(problems.Select(problem => (problem.Field, problem.Message)));

    /// <summary>404, or 410 when there was such a rule.</summary>
    public static async Task<IResult> MissingAsync(IAuditRuleStore store, Guid id, CancellationToken cancellation)
    {
        IReadOnlyList<AuditRuleChange> history = await store.HistoryAsync(id, cancellation);
        return history.Count == 0 ? ApiProblem.NotFound($"There is no audit rule {id}.") : Deleted(history[0]);
    }

    /// <summary>The change was refused because of <paramref name="latest"/>.</summary>
    public static IResult Outdated(AuditRuleChange? latest, Guid id, long yourVersion, AuditRule? yours) => latest switch
    {
        null => ApiProblem.NotFound($"There is no audit rule {id}."),
        { Current: { } current } => Outdated(current, yourVersion, yours),
        _ => Deleted(latest),
    };

    /// <summary>412, with what it takes to compare the two and try again.</summary>
    public static IResult Outdated(AuditRule current, long yourVersion, AuditRule? yours) => ApiProblem.Refused(
        StatusCodes.Status412PreconditionFailed,
        "The rule was changed by someone else.",
        $"You changed version {yourVersion}; the rule is now at version {current.Version}. Nothing was saved.",
        new Dictionary<string, object?>
        {
            ["yours"] = yours,
            ["yourVersion"] = yourVersion,
            ["current"] = current,
            ["currentVersion"] = current.Version,
        });

    /// <summary>409: the id that a creation asked for was used before.</summary>
    public static IResult Taken(AuditRuleChange latest) => ApiProblem.Refused(
        StatusCodes.Status409Conflict,
        "This id is taken.",
        latest.Current is null
            ? $"The audit rule {latest.RuleId} was deleted; an id is never used again."
            : $"The audit rule {latest.RuleId} exists already, at version {latest.Version}. Change it with PUT.",
        new Dictionary<string, object?> { ["current"] = latest.Current, ["currentVersion"] = latest.Version });

    private static IResult Deleted(AuditRuleChange deletion) => ApiProblem.Refused(
        StatusCodes.Status410Gone,
        "The rule was deleted.",
        $"The audit rule {deletion.RuleId} was deleted at {deletion.ChangedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}; its history is kept at /api/rules/{deletion.RuleId}/history.");
}
