using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Rules;
using Auditor.RuleService.Changes;
using Auditor.Storage;

namespace Auditor.RuleService.Api;

/// <summary>Takes over the rules of the plugin that our users come from. A name that is there already is reported, so that importing twice makes no second rule.</summary>
internal static class ImportEndpoints
{
    public static async Task<IResult> ImportAsync(HttpContext http, IAuditRuleStore store, RuleChanges changes)
    {
        (ImportRequest? request, IReadOnlyList<FieldProblem> problems) = await StrictBody.ReadAsync<ImportRequest>(http.Request);
        if (request is null)
        {
            return ApiProblem.Invalid(problems);
        }

        if (request.Rules.Count == 0)
        {
            return ApiProblem.Invalid("rules", "must list at least one rule, each with 'name' and 'properties'.");
        }

        AuditRuleSet existing = await store.LoadAsync(http.RequestAborted);
        var taken = new Dictionary<string, Guid?>(StringComparer.OrdinalIgnoreCase);
        foreach (AuditRule rule in existing.Rules)
        {
            taken.TryAdd(rule.Name, rule.Id);
        }

        var imported = new List<ImportedRule>(request.Rules.Count);
        foreach (ImportSource source in request.Rules)
        {
            ImportedRule answer = Convert(source, taken);
            if (request.Save && answer.Problems.Count == 0)
            {
                answer = await SaveAsync(answer, changes, http);
            }

            taken.TryAdd(answer.Rule.Name, answer.SavedId);
            imported.Add(answer);
        }

        return Results.Ok(new ImportAnswer(imported));
    }

    private static async Task<ImportedRule> SaveAsync(ImportedRule answer, RuleChanges changes, HttpContext http)
    {
        try
        {
            RuleChangeResult result = await changes.CreateAsync(answer.Rule, http.Caller(), http.RequestAborted);
            AuditRule saved = result.Change!.Current!;
            return answer with { Rule = saved, SavedId = saved.Id };
        }
        catch (StoreUnavailableException)
        {
            // Rules before this one may be saved: "nothing was changed" would be a wrong answer to the whole request.
            return answer with { Problems = [new RuleProblem("", "The store is not available; the rule was not saved. Import again later.")] };
        }
    }

    private static ImportedRule Convert(ImportSource source, Dictionary<string, Guid?> taken)
    {
        (AuditRule rule, IReadOnlyList<RuleProblem> found) = PeerRuleImport.Read(source.Name, source.Properties);
        List<RuleProblem> problems = [.. AuditRuleValidator.Validate(rule)];
        RuleProblem[] warnings = [.. found.Except(problems)];
        if (taken.TryGetValue(rule.Name, out Guid? existing))
        {
            problems.Add(new RuleProblem("name", existing is null
                ? $"An earlier rule of this import is named '{rule.Name}' too."
                : $"There is a rule named '{rule.Name}' already; it was not changed."));
        }

        return new ImportedRule(rule, warnings, problems, SavedId: null, existing);
    }
}
