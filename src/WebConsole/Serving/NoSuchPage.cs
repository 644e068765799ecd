using System.Net;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Serving;

/// <summary>Addresses of no page, told to people as a page. Those of the APIs and of what else programs ask keep their own refusals.</summary>
internal static class NoSuchPage
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{**page:regex(^(?!(api|health|openapi|assets|sign-in|favicon.ico)(/|$)).*$)}", Show).AsPage().WithOrder(int.MaxValue);

    private static RazorComponentResult Show(HttpContext http)
    {
        RazorComponentResult page = Page.Of<ProblemNote>(http, Visitor.Of(http), new Dictionary<string, object?>
        {
            [nameof(ProblemNote.Problem)] = new ServiceException(
                HttpStatusCode.NotFound, "There is no such page.", "The address may be cut short, or what it was about is gone. The pages that there are stand at the top.", new Dictionary<string, string[]>()),
        });
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }
}
