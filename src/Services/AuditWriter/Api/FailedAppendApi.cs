using Auditor.AuditWriter.Failures;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Storage;

namespace Auditor.AuditWriter.Api;

/// <summary>Failed appends over HTTP: look, import again, set aside.</summary>
internal static class FailedAppendApi
{
    private const int PageSize = 100;
    private const int LongestReason = 1000;

    public static void MapFailedAppendApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder failures = routes.MapGroup("/api/audit/failed-appends").WithTags("Failed appends").AllowRoles(AccessRoles.Administrator);
        failures.MapGet("", ListAsync)
            .WithName("ListFailedAppends")
            .WithSummary("Messages that could not become entries, latest first; settled=true shows the settled ones too")
            .Produces<FailedAppendPage>()
            .ProducesValidationProblem()
            .DescribeQuery(["settled", "cursor"]);
        failures.MapGet("/{failureId:guid}", FindAsync)
            .WithName("GetFailedAppend")
            .WithSummary("One failed append with its body")
            .Produces<FailedAppendView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AuditCalls();
        failures.MapPost("/{failureId:guid}/reimport", ReimportAsync)
            .WithName("ReimportFailedAppend")
            .WithSummary("Puts the message back on its exchange")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        failures.MapPost("/reimport", ReimportAllAsync)
            .WithName("ReimportAllFailedAppends")
            .WithSummary("Puts every open failed append back on its exchange")
            .Produces<ReimportResult>(StatusCodes.Status202Accepted);
        failures.MapPost("/{failureId:guid}/set-aside", SetAsideAsync)
            .WithName("SetAsideFailedAppend")
            .WithSummary("Settles a failed append without importing it, for a reason that is kept; its body stays")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IFailedAppends failures, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        bool settled = parameters.Flag("settled");
        AuditCursor? cursor = parameters.Cursor("cursor");
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        FailedAppendCursor? after = cursor is null ? null : new FailedAppendCursor(cursor.OccurredAt, cursor.EntryId);
        IReadOnlyList<FailedAppend> page = await failures.ListAsync(settled, PageSize, after, cancellation);
        string? next = page.Count < PageSize ? null : new AuditCursor(page[^1].FailedAt, page[^1].FailureId).ToString();
        return Results.Ok(new FailedAppendPage(
            await failures.CountOpenAsync(cancellation), [.. page.Select(failure => FailedAppendView.Of(failure, withBody: false))], next));
    }

    private static async Task<IResult> FindAsync(Guid failureId, IFailedAppends failures, CancellationToken cancellation) =>
        await failures.FindAsync(failureId, cancellation) is { } failure
            ? Results.Ok(FailedAppendView.Of(failure, withBody: true))
            : Unknown(failureId);

    private static async Task<IResult> ReimportAsync(
        Guid failureId, IFailedAppends failures, FailedAppendDesk desk, HttpContext http, CancellationToken cancellation)
    {
        FailedAppend? failure = await failures.FindAsync(failureId, cancellation);
        if (failure is null)
        {
            return Unknown(failureId);
        }

        if (failure.Settlement is not null)
        {
            return AlreadySettled(failure);
        }

        return await desk.ReimportAsync(failure, http.Caller().Name, cancellation)
            ? Results.Accepted($"/api/audit/failed-appends/{failureId}")
            : ApiProblem.Refused(409, "It cannot be put back.", $"Nothing is known of the queue '{failure.Queue}' that it came from. Set it aside with a reason.");
    }

    private static async Task<IResult> ReimportAllAsync(FailedAppendDesk desk, HttpContext http, CancellationToken cancellation)
    {
        (int putBack, int left) = await desk.ReimportAllAsync(http.Caller().Name, cancellation);
        return Results.Accepted(value: new ReimportResult(putBack, left));
    }

    private static async Task<IResult> SetAsideAsync(
        Guid failureId, SetAsideRequest body, IFailedAppends failures, FailedAppendDesk desk, HttpContext http, CancellationToken cancellation)
    {
        string why = body.Why?.Trim() ?? "";
        if (why.Length is 0 or > LongestReason)
        {
            return ApiProblem.Invalid("why", $"Say why, in 1 to {LongestReason} characters.");
        }

        FailedAppend? failure = await failures.FindAsync(failureId, cancellation);
        if (failure is null)
        {
            return Unknown(failureId);
        }

        return failure.Settlement is null && await desk.SetAsideAsync(failure, http.Caller().Name, why, cancellation)
            ? Results.NoContent()
            : AlreadySettled(failure);
    }

    private static IResult Unknown(Guid failureId) => ApiProblem.NotFound($"There is no failed append with the id {failureId}.");

    private static IResult AlreadySettled(FailedAppend failure) =>
        ApiProblem.Refused(409, "It is settled.", $"The failed append {failure.FailureId} was settled or has failed again meanwhile; look at it again.");
}
