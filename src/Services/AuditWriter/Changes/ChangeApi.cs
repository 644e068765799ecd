using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;

namespace Auditor.AuditWriter.Changes;

/// <summary>Reporting changes over HTTP.</summary>
internal static class ChangeApi
{
    public static void MapChangeApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/audit/changes", ReportAsync)
            .WithTags("Changes")
            .WithName("ReportChanges")
            .WithSummary("Records one change, or up to 500 as {\"changes\":[...]}, all or none; with an Idempotency-Key it can be sent again")
            .Accepts<ChangeReport>("application/json")
            .Produces<ChangesRecorded>(StatusCodes.Status201Created)
            .Produces<ChangesRecorded>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AllowRoles(AccessRoles.Reporter);

    private static async Task<IResult> ReportAsync(HttpContext http, ChangeDesk desk, TimeProvider time)
    {
        Actor caller = http.Caller();
        (IdempotencyKey? key, FieldProblem? wrongKey) = IdempotencyKey.Read(http.Request, caller);
        if (wrongKey is not null)
        {
            return ApiProblem.Invalid([wrongKey]);
        }

        (JsonDocument? body, IReadOnlyList<FieldProblem> unreadable) = await StrictBody.ParseAsync(http.Request);
        using (body)
        {
            if (body is null)
            {
                return ApiProblem.Invalid(unreadable);
            }

            (IReadOnlyList<ReportedChange> changes, IReadOnlyList<FieldProblem> problems) = ChangeRequest.Read(body.RootElement, key, caller, time.GetUtcNow());
            if (problems.Count > 0)
            {
                return ApiProblem.Invalid(problems);
            }

            (ChangesRecorded recorded, IReadOnlyList<ReportedChange> contradicting) = await desk.RecordAsync(changes, http.RequestAborted);
            return contradicting.Count > 0 ? Contradiction(contradicting, changes.Count)
                : recorded.Entries.All(entry => entry.AlreadyThere) ? Results.Ok(recorded)
                : Results.Json(recorded, statusCode: StatusCodes.Status201Created);
        }
    }

    private static IResult Contradiction(IReadOnlyList<ReportedChange> contradicting, int all)
    {
        var extensions = new Dictionary<string, object?>
        {
            ["errors"] = contradicting.ToDictionary(
                change => change.Path + "changeId",
                change => new[] { $"The log has an entry {change.Entry.EntryId} that says something else." },
                StringComparer.Ordinal),
        };
        return contradicting.Any(change => change.IdIsDerived)
            ? ApiProblem.Refused(
                StatusCodes.Status422UnprocessableEntity,
                "The Idempotency-Key was used with another body.",
                $"{IdempotencyKey.Header} names an earlier request of yours whose body was another. Send that body again, or choose a new key.",
                extensions)
            : ApiProblem.Refused(
                StatusCodes.Status409Conflict,
                "A change id is taken.",
                $"{contradicting.Count} of {all} change(s) have an id under which the log has something else; an entry is never changed.",
                extensions);
    }
}
