using Auditor.Hosting.Access;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Serving;

/// <summary>Answers that are pages, or pieces of them.</summary>
internal static class Page
{
    /// <summary>
    /// Scripts and style sheets of our own, in files; measures that a page computes, in attributes; requests to this origin; nothing else.
    /// </summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A route that people open in a browser: whoever is not signed in gets there first.</summary>
    public static RouteHandlerBuilder AsPage(this RouteHandlerBuilder route) =>
        route.AllowSignedIn().WithMetadata(new PageRoute()).ExcludeFromDescription();

    /// <summary>A whole page: the view in the frame that all have alike.</summary>
    public static RazorComponentResult Of<TView>(HttpContext http, Visitor visitor, IReadOnlyDictionary<string, object?> parameters)
        where TView : IComponent
    {
        Prepare(http);
        return new RazorComponentResult<Frame>(new Dictionary<string, object?>
        {
            [nameof(Frame.View)] = typeof(TView),
            [nameof(Frame.Parameters)] = parameters,
            [nameof(Frame.Visitor)] = visitor,
            [nameof(Frame.Who)] = http.User.ToIdentity(),
            [nameof(Frame.Path)] = http.Request.Path.Value,
            [nameof(Frame.Address)] = http.Request.Path + http.Request.QueryString,
        });
    }

    /// <summary>A piece of a page, which its script puts where it belongs.</summary>
    public static RazorComponentResult Piece<TView>(HttpContext http, IReadOnlyDictionary<string, object?> parameters)
        where TView : IComponent
    {
        Prepare(http);
        return new RazorComponentResult<TView>(parameters);
    }

    private static void Prepare(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        // What is in the log is nothing for a disk.
        http.Response.Headers.CacheControl = "no-store";
    }
}
