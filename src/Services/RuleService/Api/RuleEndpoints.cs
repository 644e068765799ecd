using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Rules;
using Auditor.RuleService.Changes;
using Auditor.Storage;

namespace Auditor.RuleService.Api;

/// <summary>Reading and changing rules. Reads come from the store, so that a change is seen at once through any replica.</summary>
internal static class RuleEndpoints
{
    public static async Task<IResult> ListAsync(IAuditRuleStore store, string? name, bool? enabled, CancellationToken cancellation)
    {
        AuditRuleSet set = await store.LoadAsync(cancellation);
        return Results.Ok(new RuleList(set.Revision, [.. set.Rules.Where(rule =>
            (enabled is null || rule.Enabled == enabled)
            && (string.IsNullOrEmpty(name) || rule.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))]));
    }

    public static async Task<IResult> GetAsync(Guid id, HttpContext http, IAuditRuleStore store)
    {
        if (await FindAsync(store, id, http.RequestAborted) is not { } rule)
        {
            return await RuleRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        VersionTag.Set(http.Response, rule.Version);
        return VersionTag.IsKnown(http.Request, rule.Version) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Ok(rule);
    }

    public static async Task<IResult> CreateAsync(HttpContext http, RuleChanges changes)
    {
        (AuditRule? rule, IReadOnlyList<RuleProblem> problems) = await ReadRuleAsync(http.Request);
        if (rule is null)
        {
            return RuleRefusals.Invalid(problems);
        }

        RuleChangeResult result = await changes.CreateAsync(rule, http.Caller(), http.RequestAborted);
        if (!result.Stored)
        {
            return RuleRefusals.Taken(result.Change!);
        }

        AuditRule created = result.Change!.Current!;
        VersionTag.Set(http.Response, created.Version);
        return Results.Created($"{RuleApi.Root}/{created.Id}", created);
    }

    public static async Task<IResult> ReplaceAsync(Guid id, HttpContext http, IAuditRuleStore store, RuleChanges changes)
    {
        (long version, IResult? refusal) = VersionTag.Required(http.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        (AuditRule? rule, IReadOnlyList<RuleProblem> problems) = await ReadRuleAsync(http.Request);
        if (rule is null)
        {
            return RuleRefusals.Invalid(problems);
        }

        if (rule.Id != Guid.Empty && rule.Id != id)
        {
            return ApiProblem.Invalid("id", $"is {rule.Id}, while the address says {id}; leave it out or make them the same.");
        }

        if (await FindAsync(store, id, http.RequestAborted) is not { } previous)
        {
            return await RuleRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        AuditRule yours = rule with { Id = id, Version = version };
        if (previous.Version != version)
        {
            return RuleRefusals.Outdated(previous, version, yours);
        }

        RuleChangeResult result = await changes.ReplaceAsync(previous, rule, http.Caller(), http.RequestAborted);
        if (!result.Stored)
        {
            return RuleRefusals.Outdated(result.Change, id, version, yours);
        }

        VersionTag.Set(http.Response, result.Change!.Version);
        return Results.Ok(result.Change.Current);
    }

    public static async Task<IResult> DeleteAsync(Guid id, HttpContext http, IAuditRuleStore store, RuleChanges changes)
    {
        (long version, IResult? refusal) = VersionTag.Required(http.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await FindAsync(store, id, http.RequestAborted) is not { } previous)
        {
            return await RuleRefusals.MissingAsync(store, id, http.RequestAborted);
        }

        if (previous.Version != version)
        {
            return RuleRefusals.Outdated(previous, version, yours: null);
        }

        RuleChangeResult result = await changes.DeleteAsync(previous, http.Caller(), http.RequestAborted);
        return result.Stored ? Results.NoContent() : RuleRefusals.Outdated(result.Change, id, version, yours: null);
    }

    public static async Task<IResult> HistoryAsync(Guid id, IAuditRuleStore store, CancellationToken cancellation)
    {
        IReadOnlyList<AuditRuleChange> changes = await store.HistoryAsync(id, cancellation);
        return changes.Count == 0 ? RuleRefusals.NeverWas(id) : Results.Ok(new RuleHistory(id, changes));
    }

    public static async Task<IResult> ValidateAsync(HttpRequest request)
    {
        (_, IReadOnlyList<RuleProblem> problems) = await ReadRuleAsync(request);
        return Results.Ok(new RuleValidation(problems.Count == 0, problems));
    }

    public static async Task<AuditRule?> FindAsync(IAuditRuleStore store, Guid id, CancellationToken cancellation) =>
        (await store.LoadAsync(cancellation)).Rules.FirstOrDefault(rule => rule.Id == id);

    private static async Task<(AuditRule? Rule, IReadOnlyList<RuleProblem> Problems)> ReadRuleAsync(HttpRequest request)
    {
        (AuditRule? rule, IReadOnlyList<FieldProblem> unreadable) = await StrictBody.ReadAsync<AuditRule>(request);
        IReadOnlyList<RuleProblem> problems = rule is not null
            ? AuditRuleValidator.Validate(rule)
            : [.. unreadable.Select(problem => new RuleProblem(problem.Field, problem.Message))];
        return (problems.Count == 0 ? rule : null, problems);
    }
}
