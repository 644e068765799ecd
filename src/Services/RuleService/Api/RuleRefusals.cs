using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.RuleService.Api;

/// <summary>Why a rule cannot be had or changed, in words for the caller.</summary>
internal static class RuleRefusals
{
    private static readonly VersionRefusals Refusals = new("rule", "audit rule", RuleApi.Root);

    public static IResult Invalid(IEnumerable<RuleProblem> problems) =>
        ApiProblem.Invalid(problems.Select(problem => (problem.Field, problem.Message)));

    /// <summary>404, or 410 when there was such a rule.</summary>
    public static async Task<IResult> MissingAsync(IAuditRuleStore store, Guid id, CancellationToken cancellation)
    {
        IReadOnlyList<AuditRuleChange> history = await store.HistoryAsync(id, cancellation);
        return history.Count == 0 ? Refusals.NotFound(id) : Refusals.Deleted(id, history[0].ChangedAt);
    }

    public static IResult NeverWas(Guid id) => Refusals.NeverWas(id);

    /// <summary>The change was refused because of <paramref name="latest"/>.</summary>
    public static IResult Outdated(AuditRuleChange? latest, Guid id, long yourVersion, AuditRule? yours) => latest switch
    {
        null => Refusals.NotFound(id),
        { Current: { } current } => Outdated(current, yourVersion, yours),
        _ => Refusals.Deleted(id, latest.ChangedAt),
    };

    /// <summary>412, with what it takes to compare the two and try again.</summary>
    public static IResult Outdated(AuditRule current, long yourVersion, AuditRule? yours) => Refusals.Outdated(current, current.Version, yours, yourVersion);

    /// <summary>409: the id that a creation asked for was used before.</summary>
    public static IResult Taken(AuditRuleChange latest) => Refusals.Taken(latest.RuleId, latest.Current, latest.Version);
}
