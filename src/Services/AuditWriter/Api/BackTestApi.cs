using System.Globalization;
using System.Text.Json;
using Auditor.AuditWriter.BackTesting;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Rules;

namespace Auditor.AuditWriter.Api;

/// <summary>
/// Trying a draft rule on what is in the log (docs/audit-api.md). It says what people did and how much of it, and so it is for auditors, as every other
/// way to read the log; that somebody writes rules is no reason to let him read. Asking for one is an entry with the whole draft and the period, and
/// each look at it is one as each read of the log is.
/// </summary>
internal static class BackTestApi
{
    private const int LongestTenant = 500;

    private static readonly string[] Fields = ["rule", "from", "to", "tenant", "zone"];

    public static void MapBackTestApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder tests = routes.MapGroup("/api/audit/back-tests").WithTags("Back-tests").AllowRoles(AccessRoles.Auditor);
        tests.MapPost("", StartAsync)
            .WithName("StartBackTest")
            .WithSummary("Tries a draft rule on a period of the log, in the background; refuses what the rules' API refuses, by the same fields")
            .Accepts<BackTestRequest>("application/json")
            .Produces<BackTest>(StatusCodes.Status202Accepted)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict);
        tests.MapGet("/{id:guid}", (Guid id, BackTestDesk desk) => desk.Find(id) is { } test ? Results.Ok(test) : NotThere(id))
            .WithName("GetBackTest")
            .WithSummary("How far a back-test is, and what came of it")
            .Produces<BackTest>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AuditCalls();
        tests.MapDelete("/{id:guid}", (Guid id, BackTestDesk desk) => desk.Remove(id) is { } test ? Results.Ok(test with { Result = null }) : NotThere(id))
            .WithName("RemoveBackTest")
            .WithSummary("Cancels a back-test that has not ended, and forgets one that has")
            .Produces<BackTest>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> StartAsync(HttpContext http, BackTestDesk desk, CancellationToken cancellation)
    {
        (JsonDocument? document, IReadOnlyList<FieldProblem> unreadable) = await StrictBody.ParseAsync(http.Request);
        using (document)
        {
            if (document is null)
            {
                return ApiProblem.Invalid(unreadable);
            }

            var problems = new List<FieldProblem>();
            BackTest asked = Read(document.RootElement, problems);
            if (problems.Count > 0)
            {
                return ApiProblem.Invalid(problems);
            }

            try
            {
                BackTest test = await desk.StartAsync(asked with { RequestedBy = http.Caller() }, cancellation);
                return Results.Accepted($"/api/audit/back-tests/{test.Id}", test);
            }
            catch (BackTestFailedException problem)
            {
                return ApiProblem.Refused(StatusCodes.Status409Conflict, "The rule cannot be tried now.", problem.Message);
            }
        }
    }

    /// <summary>The rule's problems have the paths that the rules' API gives them, so that a form finds its fields.</summary>
    private static BackTest Read(JsonElement body, List<FieldProblem> problems)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new FieldProblem("body", "An object is expected."));
            return new BackTest();
        }

        problems.AddRange(body.EnumerateObject().Where(field => !Fields.Contains(field.Name)).Take(StrictBody.MostProblems)
            .Select(field => new FieldProblem(field.Name, $"There is no such field; there are {string.Join(", ", Fields)}.")));
        AuditRule? rule = ReadRule(body, problems);
        DateTimeOffset from = Time(body, "from", problems);
        DateTimeOffset to = Time(body, "to", problems);
        if (problems.Count == 0 && from >= to)
        {
            problems.Add(new FieldProblem("to", "It must be after 'from'."));
        }

        string zone = Text(body, "zone", problems) ?? "UTC";
        if (LocalTimes.Of(zone) is null)
        {
            problems.Add(new FieldProblem("zone", $"'{zone}' is not the id of a time zone, like Europe/Copenhagen."));
        }

        return new BackTest { Rule = rule ?? new AuditRule(), From = from, To = to, Tenant = Text(body, "tenant", problems), Zone = zone };
    }

    private static AuditRule? ReadRule(JsonElement body, List<FieldProblem> problems)
    {
        if (!body.TryGetProperty("rule", out JsonElement draft))
        {
            problems.Add(new FieldProblem("rule", "It is missing: the draft, as POST /api/rules takes it."));
            return null;
        }

        (AuditRule? rule, IReadOnlyList<FieldProblem> unreadable) = StrictBody.Read<AuditRule>(draft, "");
        problems.AddRange(rule is null ? unreadable : AuditRuleValidator.Validate(rule).Select(problem => new FieldProblem(problem.Field, problem.Message)));
        return rule;
    }

    private static DateTimeOffset Time(JsonElement body, string name, List<FieldProblem> problems)
    {
        string? text = Text(body, name, problems);
        bool hasOffset = text is not null && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length);
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time))
        {
            return time.ToUniversalTime();
        }

        problems.Add(new FieldProblem(name, text is null ? "It is missing; a time with its zone." : $"'{text}' is not a time with its zone, like 2026-03-20T07:03:49Z."));
        return default;
    }

    private static string? Text(JsonElement body, string name, List<FieldProblem> problems)
    {
        if (!body.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestTenant } text)
        {
            return text;
        }

        problems.Add(new FieldProblem(name, $"It must be a text of 1 to {LongestTenant} characters."));
        return null;
    }

    private static IResult NotThere(Guid id) => ApiProblem.NotFound($"There is no back-test {id}, or not any more: results are kept for an hour.");
}
