using System.Net.Http.Headers;
using Auditor.Hosting.Access;
using Auditor.Wire;
using Auditor.WebConsole.Serving;

namespace Auditor.WebConsole.Services;

/// <summary>Calls a service's HTTP API in the name of whoever looks at the page: with his session and from his address.</summary>
internal sealed class ServiceClient(HttpClient http, string service)
{
    /// <exception cref="ServiceException">It did not answer, or refused.</exception>
    public async Task<T> GetAsync<T>(string path, Visitor visitor, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(path, visitor, cancellation);
        return WireFormat.Deserialize<T>(await answer.Content.ReadAsByteArrayAsync(cancellation));
    }

    /// <summary>The same for a part of a page, which says itself what is wrong with it.</summary>
    public Task<Answer<T>> TryGetAsync<T>(string path, Visitor visitor, CancellationToken cancellation)
        where T : class => TryAsync(() => GetAsync<T>(path, visitor, cancellation));

    /// <summary>The same as text.</summary>
    public Task<Answer<string>> TryGetTextAsync(string path, Visitor visitor, CancellationToken cancellation) => TryAsync(() => GetTextAsync(path, visitor, cancellation));

    /// <exception cref="ServiceException">It did not answer, or refused.</exception>
    public async Task<string> GetTextAsync(string path, Visitor visitor, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(path, visitor, cancellation);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    private static async Task<Answer<T>> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return new Answer<T>(await ask(), null);
        }
        catch (ServiceException problem)
        {
            return new Answer<T>(null, problem);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, Visitor visitor, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Options.Set(InProcessHandler.Address, visitor.Address);
        if (visitor.Session is { } session)
        {
            request.Headers.Add("Cookie", $"{SessionCookie.Name}={session}");
        }

        if (visitor.Address is { } address)
        {
            request.Headers.Add("X-Forwarded-For", address.ToString());
        }

        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, cancellation);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw ServiceException.Away(service, away);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await ServiceException.FromAsync(answer, cancellation);
        }
    }
}
