using Auditor.WebConsole.Log;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Overview;

/// <summary>The page that shows what went on at one glance.</summary>
internal static class OverviewEndpoints
{
    public const string Path = "/overview";

    /// <summary>Name of the working hours in the address.</summary>
    public const string WorkingHours = "work";

    private const string UsualWorkingHours = "mon-fri 07-18";
    private const int LongestHours = 200;

    /// <summary>What may restrict the overview beside the time; everything else it counts by itself.</summary>
    private static readonly string[] Fields = ["actor", "camera", "tenant", LogFilter.Range, LogFilter.From, LogFilter.To, LogFilter.Zone];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, ShowAsync).AsPage();

    private static async Task<RazorComponentResult> ShowAsync(HttpContext http, LogStatistics statistics, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        LogFilter read = LogFilter.Read(http.Request.Query);
        LogFilter filter = Fields.Aggregate(LogFilter.Usual, (kept, name) => kept.WithAny(name, read.All(name)));
        string? work = http.Request.Query[WorkingHours];
        var model = new OverviewModel(filter, work?.Trim() is { Length: > 0 and < LongestHours } given ? given : UsualWorkingHours, visitor.Zone, Figures: null, Problem: null);
        try
        {
            if (read.Problems.Count > 0)
            {
                throw ServiceException.Invalid(read.Problems);
            }

            model = model with { Figures = await statistics.ReadAsync(model, visitor, cancellation) };
        }
        catch (ServiceException problem)
        {
            model = model with { Problem = problem };
        }

        return Page.Of<OverviewPage>(http, visitor, new Dictionary<string, object?> { [nameof(OverviewPage.Model)] = model });
    }
}
