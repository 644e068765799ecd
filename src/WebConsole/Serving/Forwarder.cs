using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Auditor.WebConsole.Serving;

/// <summary>
/// Hands what a page asks of a service's API on to that service, for a console that runs by itself: browsers know one address only. Nothing is
/// decided here; the service sees the person's cookie, address and origin, and says who may what.
/// </summary>
internal sealed class Forwarder(HttpClient service)
{
    /// <summary>Of one connection and not of the message (RFC 9110, 7.6.1), or said anew here.</summary>
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "X-Forwarded-For",
        "X-Forwarded-Proto",
    };

    public async Task ForwardAsync(HttpContext http)
    {
        using HttpRequestMessage request = RequestOf(http);
        HttpResponseMessage answer;
        try
        {
            answer = await service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !http.RequestAborted.IsCancellationRequested)
        {
            await Results.Problem("What was asked comes from a service that does not answer.", statusCode: StatusCodes.Status502BadGateway, title: "The service does not answer.").ExecuteAsync(http);
            return;
        }

        using (answer)
        {
            http.Response.StatusCode = (int)answer.StatusCode;
            foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfTheConnection.Contains(header.Key)))
            {
                http.Response.Headers[name] = values.ToArray();
            }

            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }

    private static HttpRequestMessage RequestOf(HttpContext http)
    {
        HttpRequest asked = http.Request;
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), $"{asked.Path.ToUriComponent()}{asked.QueryString.ToUriComponent()}") { Version = HttpVersion.Version11 };
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            request.Content = new StreamContent(asked.Body);
        }

        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in asked.Headers.Where(header => !OfTheConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        // The service compares the origin of a change with the host that it was asked under.
        request.Headers.Host = asked.Host.Value;
        if (http.Connection.RemoteIpAddress is { } address)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
        }

        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", asked.Scheme);
        return request;
    }
}
