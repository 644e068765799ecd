using Auditor.AuditWriter.Api;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.AuditWriter.Statistics;

/// <summary>Counting the audit log over HTTP: over time, by hour of the week, by person and camera, by reason (docs/audit-api.md).</summary>
internal static class StatisticsApi
{
    private const int MostValues = 20;
    private const int UsualValues = 8;
    private const int MostRows = 200;
    private const int UsualRows = 20;

    public static void MapStatisticsApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder audit = routes.MapGroup("/api/audit").WithTags("Audit log").AllowRoles(AccessRoles.Auditor);
        audit.MapGet("/series", SeriesAsync)
            .WithName("CountEntriesOverTime")
            .WithSummary("How many entries match in each minute, hour, day, week or month by the clocks of a zone; by= splits by a field of one value")
            .Produces<EntrySeries>()
            .ProducesValidationProblem()
            .DescribeQuery([.. QueryParameters.Filter, "zone", "every", "by", "most"])
            .AuditCalls();
        audit.MapGet("/hours", HoursAsync)
            .WithName("CountEntriesByHourOfWeek")
            .WithSummary("How many entries match in each hour of the week by the clocks of a zone")
            .Produces<HourCounts>()
            .ProducesValidationProblem()
            .DescribeQuery([.. QueryParameters.Filter, "zone"])
            .AuditCalls();
        audit.MapGet("/repeats", RepeatsAsync)
            .WithName("CountRepeats")
            .WithSummary("Persons with several matching entries about the same camera")
            .Produces<RepeatList>()
            .ProducesValidationProblem()
            .DescribeQuery([.. QueryParameters.Filter, "zone", "most"])
            .AuditCalls();
        audit.MapGet("/reasons", ReasonsAsync)
            .WithName("CountReasons")
            .WithSummary("How many reasons each person has among the matching entries, and how many repeat the person's own words")
            .Produces<ReasonList>()
            .ProducesValidationProblem()
            .DescribeQuery([.. QueryParameters.Filter, "zone", "most"])
            .AuditCalls();
        audit.MapGet("/names", NamesAsync)
            .WithName("FindNames")
            .WithSummary("Names of persons (of=actor) or cameras (of=camera) in the log that contain a text, to filter by")
            .Produces<NameList>()
            .ProducesValidationProblem()
            .DescribeQuery(["of", "contains", "most"])
            .AuditCalls(wholeRoute: true);
    }

    internal static async Task<IResult> SeriesAsync(HttpRequest request, SeriesDesk desk, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        AuditFilter filter = parameters.ReadFilter();
        LocalTimes zone = parameters.Zone();
        string? every = parameters.Word("every", SeriesSteps.Lengths);
        IReadOnlyList<Facet> by = parameters.Facets("by");
        int most = parameters.Number("most", UsualValues, 1, MostValues);
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        if (by.Count > 1 || by.Any(field => !SeriesSplit.CanSplit(field)))
        {
            string[] fields = [.. Enum.GetValues<Facet>().Where(SeriesSplit.CanSplit).Select(QueryParameters.NameOf)];
            return ApiProblem.Invalid("by", $"Give one of {string.Join(", ", fields)}: fields of which an entry has one value.");
        }

        if (filter.From >= filter.To)
        {
            return ApiProblem.Invalid("to", "It must be later than 'from'.");
        }

        return await desk.CountAsync(filter, zone, parameters.ZoneName, every, by.Count == 0 ? null : by[0], most, cancellation) is { } series
            ? Results.Ok(series)
            : ApiProblem.Invalid("every", $"That is more than {SeriesSteps.Most} steps. Take longer ones, or a shorter time.");
    }

    internal static async Task<IResult> HoursAsync(HttpRequest request, IAuditStatistics statistics, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        AuditFilter filter = parameters.ReadFilter();
        LocalTimes zone = parameters.Zone();
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        IReadOnlyList<long> hours = await statistics.CountByHourOfWeekAsync(filter, zone.ClockFor(filter), cancellation);
        return Results.Ok(new HourCounts(parameters.ZoneName, hours.Sum(), hours));
    }

    internal static async Task<IResult> RepeatsAsync(HttpRequest request, IAuditStatistics statistics, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        AuditFilter filter = parameters.ReadFilter();
        LocalTimes zone = parameters.Zone();
        int most = parameters.Number("most", UsualRows, 1, MostRows);
        return parameters.Finish() is { } refusal
            ? refusal
            : Results.Ok(new RepeatList(parameters.ZoneName, await statistics.CountRepeatsAsync(filter, zone.ClockFor(filter), most, cancellation)));
    }

    internal static async Task<IResult> ReasonsAsync(HttpRequest request, IAuditStatistics statistics, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        AuditFilter filter = parameters.ReadFilter();
        parameters.Zone();
        int most = parameters.Number("most", UsualRows, 1, MostRows);
        return parameters.Finish() is { } refusal ? refusal : Results.Ok(new ReasonList(await statistics.CountReasonsAsync(filter, most, cancellation)));
    }

    private static async Task<IResult> NamesAsync(HttpRequest request, IAuditStatistics statistics, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        string? of = parameters.Word("of", ["actor", "camera"]);
        string part = parameters.Text("contains") ?? "";
        int most = parameters.Number("most", UsualRows, 1, MostRows);
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        return of is null
            ? ApiProblem.Invalid("of", "It is missing; there are actor, camera.")
            : Results.Ok(new NameList(await statistics.FindNamesAsync(of == "actor" ? Facet.Actor : Facet.Camera, part, most, cancellation)));
    }
}
