using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.RuleService.Api;

/// <summary>"Who does this rule catch?"</summary>
internal static class CatchEndpoints
{
    public static async Task<IResult> GetAsync(
        Guid id, string? user, string? sid, string[]? role, IAuditRuleStore store, CancellationToken cancellation)
    {
        if (await RuleEndpoints.FindAsync(store, id, cancellation) is not { } rule)
        {
            return await RuleRefusals.MissingAsync(store, id, cancellation);
        }

        Actor actor = Asked.Actor(user, sid, role);
        return Results.Ok(Asked.IsNobody(actor) ? new CatchAnswer(null, WhomInWords.Describe(rule)) : WhomInWords.Explain(rule, actor));
    }
}
