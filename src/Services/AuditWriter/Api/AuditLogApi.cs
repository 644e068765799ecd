using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Storage;

namespace Auditor.AuditWriter.Api;

/// <summary>Reading the audit log over HTTP.</summary>
internal static class AuditLogApi
{
    private const int MostFacetValues = 1000;
    private const int UsualFacetValues = 20;

    public static void MapAuditLogApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder audit = routes.MapGroup("/api/audit").WithTags("Audit log").AllowRoles(AccessRoles.Auditor);
        audit.MapGet("/entries", ListAsync)
            .WithName("ListEntries")
            .WithSummary("Entries that match, newest first unless order=oldest; follow 'next' with cursor=")
            .Produces<EntryPage>()
            .ProducesValidationProblem()
            .DescribeQuery([.. QueryParameters.Filter, "zone", .. QueryParameters.Paging, .. EntryShape.Parameters])
            .AuditCalls();
        audit.MapGet("/entries/{entryId:guid}", FindAsync)
            .WithName("GetEntry")
            .WithSummary("One entry")
            .Produces<AuditEntry>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .DescribeQuery(EntryShape.Parameters)
            .AuditCalls();
        audit.MapGet("/counts", CountAsync)
            .WithName("CountEntries")
            .WithSummary("How many entries match, and how many have each value of the fields asked for")
            .Produces<EntryCounts>()
            .ProducesValidationProblem()
            .DescribeQuery([.. QueryParameters.Filter, "zone", "by", "most"])
            .AuditCalls();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IAuditLog log, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        AuditFilter filter = parameters.ReadFilter();
        parameters.Zone();
        int limit = parameters.Number("limit", 100, 1, 1000);
        string order = parameters.Word("order", ["newest", "oldest"]) ?? "newest";
        AuditCursor? after = parameters.Cursor("cursor");
        EntryShape shape = EntryShape.Read(parameters);
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        AuditPage page = await log.QueryAsync(new AuditQuery(filter, limit, order == "oldest", after), cancellation);
        return shape.Show(page);
    }

    private static async Task<IResult> FindAsync(Guid entryId, HttpRequest request, IAuditLog log, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        EntryShape shape = EntryShape.Read(parameters);
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        return await log.FindAsync(entryId, cancellation) is { } entry
            ? shape.Show(entry)
            : ApiProblem.NotFound($"The log has no entry with the id {entryId}.");
    }

    internal static async Task<IResult> CountAsync(HttpRequest request, IAuditLog log, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        AuditFilter filter = parameters.ReadFilter();
        parameters.Zone();
        IReadOnlyList<Facet> facets = parameters.Facets("by");
        int maximum = parameters.Number("most", UsualFacetValues, 1, MostFacetValues);
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        var counts = new Dictionary<string, IReadOnlyList<FacetCount>>(StringComparer.Ordinal);
        foreach (Facet facet in facets)
        {
            counts[QueryParameters.NameOf(facet)] = await log.CountByAsync(filter, facet, maximum, cancellation);
        }

        return Results.Ok(new EntryCounts(await log.CountAsync(filter, cancellation), counts));
    }
}
