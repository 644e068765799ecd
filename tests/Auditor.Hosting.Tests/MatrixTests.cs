using System.Net;
using System.Text;
using Auditor.Contracts;
using Microsoft.AspNetCore.Routing;

namespace Auditor.Hosting.Tests;

/// <summary>Every identity at every route: all that should be refused is, and all that should pass does.</summary>
public sealed class MatrixTests(SharedHost running) : IClassFixture<SharedHost>
{
    private readonly AccessHost _host = running.Host;

    public static TheoryData<string> Everyone => [.. Callers.Names];

    [Fact]
    public void Every_route_has_an_expectation_and_every_expectation_a_route() =>
        Assert.Equal(Expectations.Of.Keys.Order(StringComparer.Ordinal), Routes().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task Is_let_in_where_allowed_and_refused_elsewhere(string name)
    {
        Caller caller = await Callers.MakeAsync(_host, name);
        var wrong = new List<string>();
        foreach ((string route, IReadOnlyList<string> allowed) in Expectations.Of)
        {
            HttpStatusCode expected = Expected(caller, allowed);
            using HttpRequestMessage request = await RequestAsync(route);
            await caller.Show(request);
            using HttpResponseMessage answer = await _host.Http.SendAsync(request);
            if (!IsAsExpected(answer, expected))
            {
                wrong.Add($"{route}: {(int)answer.StatusCode} instead of {(expected == HttpStatusCode.OK ? "being let in" : (int)expected)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/API/AUDIT/ENTRIES")]
    [InlineData("/api/audit/entries/")]
    [InlineData("//api/audit/entries")]
    [InlineData("/./api/audit/entries")]
    [InlineData("/health/../api/audit/entries")]
    [InlineData("/api/audit/%65ntries")]
    [InlineData("/api/audit/entries%2F")]
    [InlineData("/sign-in/../api/rules")]
    [InlineData("/api/audit/entries?access_token=x")]
    public async Task Another_way_to_write_an_address_lets_nobody_in(string path)
    {
        using var client = new RawClient(_host.Http.BaseAddress!);

        int status = await client.GetStatusAsync(path);

        Assert.True(status is 401 or 404, $"{path}: {status}");
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("POST")]
    [InlineData("BREW")]
    public async Task Another_method_reads_nothing(string method)
    {
        using HttpResponseMessage answer = await _host.SendAsync(new HttpMethod(method), "/api/audit/entries", json: null);

        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed, answer.StatusCode.ToString());
    }

    private static HttpStatusCode Expected(Caller caller, IReadOnlyList<string> allowed)
    {
        if (ReferenceEquals(allowed, Expectations.Everybody))
        {
            return HttpStatusCode.OK;
        }

        if (ReferenceEquals(allowed, Expectations.Page))
        {
            return caller.Roles is null ? HttpStatusCode.Redirect : HttpStatusCode.OK;
        }

        return caller.Roles is null ? HttpStatusCode.Unauthorized
            : ReferenceEquals(allowed, Expectations.Known) || caller.Roles.Intersect(allowed).Any() ? HttpStatusCode.OK
            : HttpStatusCode.Forbidden;
    }

    private static bool IsAsExpected(HttpResponseMessage answer, HttpStatusCode expected) => expected switch
    {
        HttpStatusCode.OK => answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests),
        HttpStatusCode.Redirect => answer.StatusCode == expected && answer.Headers.Location?.OriginalString.StartsWith("/sign-in?return=", StringComparison.Ordinal) == true,
        _ => answer.StatusCode == expected
            && answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && answer.Headers.WwwAuthenticate.Count == (expected == HttpStatusCode.Unauthorized ? 1 : 0),
    };

    private IEnumerable<string> Routes() =>
        from route in _host.Routes()
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select $"{method} /{route.RoutePattern.RawText!.Trim('/')}";

    private async Task<HttpRequestMessage> RequestAsync(string route)
    {
        string[] parts = route.Split(' ');
        string path = parts[1]
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{keyId}", "0123456789abcdef", StringComparison.Ordinal)
            .Replace("{**path}", "0/000", StringComparison.Ordinal);
        while (path.IndexOf('{', StringComparison.Ordinal) is var start and >= 0)
        {
            path = path[..start] + Guid.NewGuid() + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..];
        }

        var request = new HttpRequestMessage(new HttpMethod(parts[0]), path);
        if (parts[0] is not "GET")
        {
            string body = route.EndsWith("/sign-in/link", StringComparison.Ordinal)
                ? $$"""{"token":"{{await _host.SignIns.CreateLinkAsync(new Actor { Name = "test" }, CancellationToken.None)}}"}"""
                : "{}";
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return request;
    }
}
