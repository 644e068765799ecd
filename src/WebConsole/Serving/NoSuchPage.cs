using System.Net;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;

namespace Auditor.WebConsole.Serving;

/// <summary>An address of nothing, told to people as a page. Programs, which do not ask for a page, get the problem that every service tells (RFC 9457).</summary>
internal sealed class NoSuchPage : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context)
    {
        HttpContext http = context.HttpContext;
        return http.Response.StatusCode == StatusCodes.Status404NotFound
            && http.GetEndpoint() is null
            && HttpMethods.IsGet(http.Request.Method)
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        HttpContext http = context.HttpContext;
        await Page.Of<ProblemNote>(http, Visitor.Of(http), new Dictionary<string, object?>
        {
            [nameof(ProblemNote.Problem)] = new ServiceException(
                HttpStatusCode.NotFound, "There is no such page.", "The address may be cut short, or what it was about is gone. The pages that there are stand at the top.", new Dictionary<string, string[]>()),
        }).ExecuteAsync(http);
    }
}
