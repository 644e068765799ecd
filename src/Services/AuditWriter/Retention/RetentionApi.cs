using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.AuditWriter.Api;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Storage;
using Auditor.Wire;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Retention;

/// <summary>Retention policies over HTTP: look, change, try, apply.</summary>
internal static class RetentionApi
{
    private const int MostRuns = 1000;

    private static readonly JsonSerializerOptions Strict = new(WireFormat.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static void MapRetentionApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder retention = routes.MapGroup("/api/audit/retention").WithTags("Retention").AllowRoles(AccessRoles.Administrator, AccessRoles.Auditor);
        retention.MapGet("", GetAsync).WithName("GetRetention").WithSummary("The retention policies in force").Produces<RetentionView>();
        retention.MapPut("", PutAsync)
            .WithName("ReplaceRetention")
            .AllowRoles(AccessRoles.Administrator)
            .WithSummary("Replaces the retention policies. If-Match must carry the ETag of those that were read")
            .Accepts<PolicyRequest>(WireFormat.ContentType)
            .Produces<RetentionView>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);
        retention.MapPost("/dry-run", (RetentionPreview preview, CancellationToken cancellation) => preview.RunAsync(cancellation))
            .WithName("TryRetention")
            .AllowRoles(AccessRoles.Administrator)
            .WithSummary("Counts what applying the policies would erase and what is kept, and does nothing")
            .Produces<DryRun>();
        retention.MapPost("/apply", ApplyAsync)
            .WithName("ApplyRetention")
            .AllowRoles(AccessRoles.Administrator)
            .WithSummary("Erases what a dry run of the last hour has shown, as far as nothing keeps it by then")
            .Produces<RetentionRun>(StatusCodes.Status202Accepted)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict);
        retention.MapGet("/runs", ListRunsAsync)
            .WithName("ListRetentionRuns")
            .WithSummary("Runs, latest first")
            .Produces<RunPage>()
            .ProducesValidationProblem()
            .DescribeQuery(["limit"]);
        retention.MapGet("/runs/{runId:guid}", FindRunAsync)
            .WithName("GetRetentionRun")
            .WithSummary("One run")
            .Produces<RetentionRun>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetAsync(
        HttpResponse response, IRetentionStore store, RetentionDesk desk, IOptions<RetentionOptions> options, CancellationToken cancellation) =>
        await ViewAsync(response, store, desk, options.Value, cancellation);

    private static async Task<IResult> PutAsync(
        HttpContext http, IRetentionStore store, RetentionDesk desk, IOptions<RetentionOptions> options, CancellationToken cancellation)
    {
        string tag = http.Request.Headers.IfMatch.ToString();
        if (tag.Length == 0)
        {
            return ApiProblem.Refused(428, "If-Match is missing.", "Read the policies first, and send their ETag as If-Match.");
        }

        (IReadOnlyList<RetentionPolicy>? policies, IResult? refusal) = await ReadAsync(http.Request, cancellation);
        if (policies is null)
        {
            return refusal!;
        }

        if (RetentionValidation.Check(policies) is { Count: > 0 } problems)
        {
            return ApiProblem.Invalid(problems);
        }

        if (!long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long revision)
            || !await desk.SetPoliciesAsync(revision, policies, http.Caller(), cancellation))
        {
            return ApiProblem.Refused(412, "The policies are not those that you read.", $"If-Match was {tag}. Read them again, and decide again.");
        }

        return await ViewAsync(http.Response, store, desk, options.Value, cancellation);
    }

    /// <summary>Read to its last word: a misspelt ceiling must not become none.</summary>
    private static async Task<(IReadOnlyList<RetentionPolicy>? Policies, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await request.ReadFromJsonAsync<PolicyRequest>(Strict, cancellation) is { Policies: { } policies }
                ? (policies, null)
                : (null, ApiProblem.Invalid("policies", "It is missing; [] means that there are none, and everything is kept for ever."));
        }
        catch (JsonException wrong)
        {
            return (null, ApiProblem.Invalid("body", WireFormat.Explain(wrong)));
        }
    }

    private static async Task<IResult> ApplyAsync(
        ApplyRequest body,
        HttpContext http,
        IRetentionStore store,
        RetentionDesk desk,
        RetentionSignal asked,
        LedgerKey key,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (RetentionToken.Read(body.Token, key) is not { } token)
        {
            return ApiProblem.Invalid("token", "It is not the 'token' of a dry run of this log.");
        }

        DateTimeOffset now = time.GetUtcNow();
        if (token.AsOf + RetentionPreview.Validity < now || token.AsOf > now)
        {
            return ApiProblem.Refused(409, "The dry run is too old.", $"It was made at {token.AsOf:u} and could be applied for {RetentionPreview.Validity.TotalMinutes} minutes. Make another.");
        }

        if ((await desk.LoadAsync(cancellation)).Policies.Revision != token.PolicyRevision)
        {
            return ApiProblem.Refused(409, "The policies were changed.", "The dry run was made by policies that are not in force any more. Make another.");
        }

        if ((await store.ListRunsAsync(RetentionRunner.RunsLookedAt, cancellation)).FirstOrDefault(run => !run.IsEnded) is { } other)
        {
            return ApiProblem.Refused(409, "A run is under way.", $"See /api/audit/retention/runs/{other.RunId}, and try again when it has ended.");
        }

        var asking = new RetentionRun
        {
            RunId = Guid.CreateVersion7(now),
            RequestedBy = http.Caller(),
            RequestedAt = now,
            AsOf = token.AsOf,
            PolicyRevision = token.PolicyRevision,
        };
        await store.PutRunAsync(asking, cancellation);
        asked.Set();
        return Results.Accepted($"/api/audit/retention/runs/{asking.RunId}", asking);
    }

    private static async Task<IResult> ListRunsAsync(HttpRequest request, IRetentionStore store, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        int limit = parameters.Number("limit", 100, 1, MostRuns);
        return parameters.Finish() ?? Results.Ok(new RunPage(await store.ListRunsAsync(limit, cancellation)));
    }

    private static async Task<IResult> FindRunAsync(Guid runId, IRetentionStore store, CancellationToken cancellation) =>
        await store.FindRunAsync(runId, cancellation) is { } run ? Results.Ok(run) : ApiProblem.NotFound($"There is no retention run {runId}.");

    private static async Task<IResult> ViewAsync(
        HttpResponse response, IRetentionStore store, RetentionDesk desk, RetentionOptions options, CancellationToken cancellation)
    {
        RetentionPolicySet policies = (await desk.LoadAsync(cancellation)).Policies;
        var schedule = RetentionSchedule.Of(options, policies, await store.ListRunsAsync(RetentionRunner.RunsLookedAt, cancellation));
        response.Headers.ETag = $"\"{policies.Revision}\"";
        return Results.Ok(policies.Revision == 0
            ? new RetentionView(0, [], schedule, null, null)
            : new RetentionView(policies.Revision, policies.Policies, schedule, policies.Since, policies.By));
    }
}
