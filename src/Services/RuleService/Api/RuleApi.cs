using Auditor.Contracts;
using Auditor.Hosting.Access;

namespace Auditor.RuleService.Api;

/// <summary>The routes of RuleService. docs/rules-api.md is this for people.</summary>
internal static class RuleApi
{
    public const string Root = "/api/rules";

    private const string Json = "application/json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder rules = routes.MapGroup(Root).WithTags("Audit rules");
        MapReading(rules.MapGroup("").AllowRoles(AccessRoles.Administrator, AccessRoles.Auditor));
        MapChanging(rules.MapGroup("").AllowRoles(AccessRoles.Administrator));
        MapAsking(rules.MapGroup("").AllowRoles(AccessRoles.Administrator, AccessRoles.Auditor));
    }

    private static void MapReading(RouteGroupBuilder rules)
    {
        rules.MapGet("", RuleEndpoints.ListAsync)
            .WithName("ListAuditRules").WithSummary("The rules as they are now, by name; filtered by a part of the name and by enabled.")
            .Produces<RuleList>();
        rules.MapGet("{id:guid}", RuleEndpoints.GetAsync)
            .WithName("GetAuditRule").WithSummary("One rule. Its ETag is the version; If-None-Match is answered with 304.")
            .Produces<AuditRule>().Produces(StatusCodes.Status304NotModified).ProducesProblem(404).ProducesProblem(410);
        rules.MapGet("{id:guid}/history", RuleEndpoints.HistoryAsync)
            .WithName("GetAuditRuleHistory").WithSummary("Every change of a rule, latest first: who, when, before and after. Deleted rules included.")
            .Produces<RuleHistory>().ProducesProblem(404);
    }

    private static void MapChanging(RouteGroupBuilder rules)
    {
        rules.MapPost("", RuleEndpoints.CreateAsync)
            .WithName("CreateAuditRule").WithSummary("Creates a rule. Give it an id to make trying again safe: the second try is answered with 409.")
            .Accepts<AuditRule>(Json)
            .Produces<AuditRule>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(409);
        rules.MapPut("{id:guid}", RuleEndpoints.ReplaceAsync)
            .WithName("ReplaceAuditRule").WithSummary("Replaces a rule. If-Match must carry the ETag of the version that was read; 412 holds both versions.")
            .Accepts<AuditRule>(Json)
            .Produces<AuditRule>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(410).ProducesProblem(412).ProducesProblem(428);
        rules.MapDelete("{id:guid}", RuleEndpoints.DeleteAsync)
            .WithName("DeleteAuditRule").WithSummary("Deletes a rule; its history stays. If-Match must carry the ETag of the version that was read.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404).ProducesProblem(410).ProducesProblem(412).ProducesProblem(428);
        rules.MapPost("import", ImportEndpoints.ImportAsync)
            .WithName("ImportAuditRules").WithSummary("Converts rules of the plugin that our users come from; saves them when 'save' is true.")
            .Accepts<ImportRequest>(Json)
            .Produces<ImportAnswer>().ProducesValidationProblem();
    }

    private static void MapAsking(RouteGroupBuilder rules)
    {
        rules.MapPost("validate", RuleEndpoints.ValidateAsync)
            .WithName("ValidateAuditRule").WithSummary("Says whether a rule could be saved, and saves nothing.")
            .Accepts<AuditRule>(Json)
            .Produces<RuleValidation>();
        rules.MapPost("policy", PolicyEndpoints.PostAsync)
            .WithName("GetPolicyOfActor").WithSummary("The rules that can catch an operator, and what they ask at most.")
            .Accepts<Actor>(Json)
            .Produces<PolicyAnswer>().ProducesValidationProblem();
        rules.MapGet("policy", PolicyEndpoints.Get)
            .WithName("GetPolicyOfUser").WithSummary("The same, by user name, SID and roles (by name or id; repeatable).")
            .Produces<PolicyAnswer>().ProducesValidationProblem();
        rules.MapGet("{id:guid}/catches", CatchEndpoints.GetAsync)
            .WithName("ExplainAuditRule").WithSummary("Whether a rule catches a user, and why; without a user, whom it catches.")
            .Produces<CatchAnswer>().ProducesProblem(404).ProducesProblem(410);
    }
}
