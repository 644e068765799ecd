using System.Net;
using Auditor.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Auditor.Hosting.Api;

/// <summary>
/// Until accounts and keys exist, the API serves this machine only: the caller's address must be a loopback address, and the Host
/// header must name this machine, so that a web page cannot reach it through a rebound name. What changes something must say that
/// its body is JSON, which a foreign page's form cannot.
/// </summary>
public static class LocalCallersOnly
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    public static void UseLocalCallersOnly(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        IResult? refusal = Refusal(http);
        if (refusal is null)
        {
            await next(http);
        }
        else
        {
            await refusal.ExecuteAsync(http);
        }
    });

    /// <summary>Who is calling, for the log: the local machine's unnamed user.</summary>
    public static Actor Caller(this HttpContext http) => new()
    {
        Type = ActorTypes.User,
        Name = "local",
        DisplayName = "Local caller",
        Workstation = http.Connection.RemoteIpAddress?.ToString(),
    };

    private static IResult? Refusal(HttpContext http)
    {
        HttpRequest request = http.Request;
        IPAddress? caller = http.Connection.RemoteIpAddress;
        // No address at all is an in-process test server.
        if (caller is not null && !IPAddress.IsLoopback(caller))
        {
            return ApiProblem.Refused(403, "Not from here.", "This API answers only callers on the same machine.");
        }

        if (ForwardingHeaders.Any(request.Headers.ContainsKey))
        {
            return ApiProblem.Refused(403, "Not through a proxy.", "Until accounts exist this API answers only callers on the same machine, and nobody on their behalf.");
        }

        string host = request.Host.Host.Trim('[', ']');
        if (!string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address)))
        {
            return ApiProblem.Refused(403, "Not by this name.", "Call this API as http://127.0.0.1 or http://localhost.");
        }

        bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        bool hasBody = request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;
        bool provesItself = http.GetEndpoint()?.Metadata.GetMetadata<AnyBody>() is not null;
        return reads || provesItself || request.HasJsonContentType() || (!hasBody && request.Headers.ContainsKey("If-Match"))
            ? null
            : ApiProblem.Refused(415, "JSON is expected.", "Send the header 'Content-Type: application/json'.");
    }
}
