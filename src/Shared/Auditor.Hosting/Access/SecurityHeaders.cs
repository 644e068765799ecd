using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Auditor.Hosting.Access;

/// <summary>What every answer tells the browser. A page that needs more sets its own policy first.</summary>
public static class SecurityHeaders
{
    /// <summary>For pages with scripts of their own, in files.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private const string NothingPolicy = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    internal static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // At the last moment: what turns an exception into an answer clears the headers before.
        http.Response.OnStarting(() =>
        {
            Set(http);
            return Task.CompletedTask;
        });
        return next(http);
    });

    private static void Set(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.TryAdd("Content-Security-Policy", NothingPolicy);
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.XContentTypeOptions = "nosniff";
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = "no-store";
        }

        bool named = !IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out _) && !string.Equals(http.Request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase);
        if (http.Request.IsHttps && named)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
