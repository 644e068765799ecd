using Auditor.Contracts;
using Auditor.Hosting.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Auditor.Hosting.Access;

/// <summary>
/// What a request that changes something must look like. Its body is what the route takes (JSON, unless it says otherwise), which a
/// foreign page's form cannot send; and with a cookie it must come from a page of this very origin.
/// </summary>
internal static class RequestRules
{
    public static void UseRequestRules(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        HttpRequest request = http.Request;
        bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (reads)
        {
            await next(http);
        }
        else if (!ComesFromHere(http))
        {
            http.RequestServices.GetRequiredService<Refusals>().Note(http, http.Caller(), "another origin");
            await ApiProblem.Refused(
                StatusCodes.Status403Forbidden, "Not from another origin.", "With a session's cookie, only pages of this origin may change something.").ExecuteAsync(http);
        }
        else if (!IsExpected(http))
        {
            await ApiProblem.Refused(
                StatusCodes.Status415UnsupportedMediaType, "JSON is expected.", "Send the header 'Content-Type: application/json'.").ExecuteAsync(http);
        }
        else
        {
            await next(http);
        }
    });

    private static bool IsExpected(HttpContext http)
    {
        HttpRequest request = http.Request;
        bool hasBody = request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;
        if (http.GetEndpoint()?.Metadata.GetMetadata<AnyBody>() is not null || request.HasJsonContentType() || (!hasBody && request.ContentType is null))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? given)
            && http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts
            && accepts.ContentTypes.Any(type => given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>By Sec-Fetch-Site (W3C Fetch Metadata), or by Origin from browsers that do not send it.</summary>
    private static bool ComesFromHere(HttpContext http)
    {
        IHeaderDictionary headers = http.Request.Headers;
        if (headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site == "same-origin";
        }

        if (headers.Origin.ToString() is { Length: > 0 } origin)
        {
            return string.Equals(origin, $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase);
        }

        // No browser leaves out both. What has no cookie of ours has nothing to misuse.
        return http.User.Identity?.AuthenticationType != CredentialKinds.Session;
    }
}
