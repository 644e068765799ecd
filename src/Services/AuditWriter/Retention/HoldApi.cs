using Auditor.AuditWriter.Api;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Legal holds over HTTP.</summary>
internal static class HoldApi
{
    private const int LongestReason = 1000;

    public static void MapHoldApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder holds = routes.MapGroup("/api/audit/holds").WithTags("Retention").AllowRoles(AccessRoles.Administrator, AccessRoles.Auditor);
        holds.MapGet("", ListAsync)
            .WithName("ListHolds")
            .WithSummary("Legal holds, latest first; ended=true shows those too that hold nothing any more")
            .Produces<HoldPage>()
            .ProducesValidationProblem()
            .DescribeQuery(["ended"]);
        holds.MapPost("", PlaceAsync)
            .WithName("PlaceHold")
            .AllowRoles(AccessRoles.Administrator)
            .WithSummary("Places a legal hold: what it catches and is there when this is answered is not erased")
            .Produces<HoldView>(StatusCodes.Status201Created)
            .ProducesValidationProblem();
        holds.MapPost("/{holdId:guid}/release", ReleaseAsync)
            .WithName("ReleaseHold")
            .AllowRoles(AccessRoles.Administrator)
            .WithSummary("Releases a legal hold, for a reason that is kept")
            .Produces<HoldView>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, RetentionDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        bool ended = parameters.Flag("ended");
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        DateTimeOffset now = time.GetUtcNow();
        RetentionState state = await desk.LoadAsync(cancellation);
        return Results.Ok(new HoldPage([.. state.Holds.Where(hold => ended || hold.HoldsAt(now)).Reverse().Select(hold => HoldView.Of(hold, now))]));
    }

    private static async Task<IResult> PlaceAsync(HoldRequest body, HttpContext http, RetentionDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        (string, string)[] problems = [.. body.Check(now)];
        if (problems.Length > 0)
        {
            return ApiProblem.Invalid(problems);
        }

        LegalHold placed = await desk.PlaceAsync(
            new LegalHold { Name = body.Name!.Trim(), Reason = body.Reason!.Trim(), Filter = body.Filter!.ToFilter(), ExpiresAt = body.ExpiresAt },
            http.Caller(),
            cancellation);
        return Results.Created($"/api/audit/holds/{placed.HoldId}", HoldView.Of(placed, now));
    }

    private static async Task<IResult> ReleaseAsync(
        Guid holdId, ReleaseRequest body, HttpContext http, RetentionDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        string why = body.Reason?.Trim() ?? "";
        if (why.Length is 0 or > LongestReason)
        {
            return ApiProblem.Invalid("reason", $"Say why, in 1 to {LongestReason} characters.");
        }

        if (await desk.ReleaseAsync(holdId, why, http.Caller(), cancellation) is { } released)
        {
            return Results.Ok(HoldView.Of(released, time.GetUtcNow()));
        }

        return (await desk.LoadAsync(cancellation)).Holds.Any(hold => hold.HoldId == holdId)
            ? ApiProblem.Refused(409, "It is released.", $"The hold {holdId} was released before; see /api/audit/holds?ended=true.")
            : ApiProblem.NotFound($"There is no hold {holdId}.");
    }
}
