using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Microsoft.AspNetCore.Hosting;

namespace Auditor.Hosting.Tests;

/// <summary>What a request must look like, how often it may come, and what every answer says.</summary>
public sealed class RequestTests(SharedHost running) : IClassFixture<SharedHost>
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "")]
    public async Task With_a_cookie_only_this_origin_changes_something(string header, string value)
    {
        AccessHost host = running.Host;
        int before = (await host.Keys.ListAsync(CancellationToken.None)).Count;
        string session = await host.SessionAsync(await host.AccountAsync("anna" + Guid.NewGuid(), AccessRoles.Administrator));

        using HttpResponseMessage foreign = await host.SendAsync(
            HttpMethod.Post, "/api/access/keys", """{"name":"a","roles":["auditor"]}""", session: session, change: request =>
            {
                request.Headers.Remove("Origin");
                request.Headers.TryAddWithoutValidation(header, value);
            });
        using HttpResponseMessage own = await host.SendAsync(HttpMethod.Post, "/api/access/keys", """{"name":"a","roles":["auditor"]}""", session: session);

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        Assert.Equal(before + 1, (await host.Keys.ListAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_foreign_page_cannot_sign_its_visitor_in()
    {
        AccessHost host = running.Host;
        await host.AccountAsync("mallory", AccessRoles.Auditor);

        using HttpResponseMessage answer = await host.SendAsync(
            HttpMethod.Post, "/api/access/sign-in", $$"""{"name":"mallory","password":"{{AccessHost.Password}}"}""",
            change: request => request.Headers.Add("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_is_JSON(string type)
    {
        AccessHost host = running.Host;

        using HttpResponseMessage answer = await host.SendAsync(
            HttpMethod.Post, "/api/audit/failed-appends/reimport", "{}", await host.KeyAsync(AccessRoles.Administrator),
            change: request => request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_for_keys_and_accounts_is_small()
    {
        AccessHost host = running.Host;
        string body = $$"""{"name":"{{new string('a', 20_000)}}","roles":["auditor"]}""";

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, "/api/access/keys", body, await host.KeyAsync(AccessRoles.Administrator));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back()
    {
        await using AccessHost host = await AccessHost.StartAsync(
            configure: null, "--Auditor:Access:RequestsPerMinutePerIdentity=5", "--Auditor:Access:RequestsPerMinutePerAddress=20", "--Auditor:Access:SignInsPerMinute=3");
        string one = await host.KeyAsync(AccessRoles.Auditor);
        string two = await host.KeyAsync(AccessRoles.Auditor);

        HttpStatusCode[] first = await StatusesAsync(host, 6, () => host.GetAsync("/api/access/me", one));
        HttpStatusCode[] second = await StatusesAsync(host, 1, () => host.GetAsync("/api/access/me", two));
        HttpStatusCode[] signIns = await StatusesAsync(host, 4, () => host.SendAsync(HttpMethod.Post, "/api/access/sign-in", """{"name":"a","password":"b"}"""));
        HttpStatusCode[] rest = await StatusesAsync(host, 20, () => host.GetAsync("/"));
        using HttpResponseMessage last = await host.GetAsync("/api/access/me", two);

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 5), HttpStatusCode.TooManyRequests], first);
        Assert.Equal([HttpStatusCode.OK], second);
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 3), HttpStatusCode.TooManyRequests], signIns);
        Assert.Contains(HttpStatusCode.TooManyRequests, rest);
        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.NotNull(last.Headers.RetryAfter);
        Assert.Equal("application/problem+json", last.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/api/audit/entries")]
    [InlineData("/api/nothing")]
    [InlineData("/health/live")]
    public async Task Every_answer_has_the_headers_that_protect_it(string path)
    {
        AccessHost host = running.Host;

        using HttpResponseMessage answer = await host.GetAsync(path);

        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/health", StringComparison.Ordinal), answer.Headers.CacheControl?.NoStore == true);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Strangers_learn_no_more_than_the_status(string path)
    {
        AccessHost host = running.Host;

        Assert.Equal("""{"status":"Healthy"}""", await host.Http.GetStringAsync(path));
        using HttpResponseMessage all = await host.GetAsync("/health", await host.KeyAsync(AccessRoles.Auditor));
        Assert.Contains("audit-log", await all.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_for_others_ends_the_start_with_the_key_to_set()
    {
        UnusableConfigurationException refused = await Assert.ThrowsAsync<UnusableConfigurationException>(
            () => AccessHost.StartAsync(builder => builder.WebHost.UseUrls("http://0.0.0.0:0")));

        Assert.Contains("Auditor:Access:AllowPlainHttp=true", refused.Message, StringComparison.Ordinal);
        await using AccessHost allowed = await AccessHost.StartAsync(builder => builder.WebHost.UseUrls("http://0.0.0.0:0"), "--Auditor:Access:AllowPlainHttp=true");
        Assert.Equal(HttpStatusCode.OK, (await allowed.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task With_certificate_files_it_speaks_https_and_cookies_stay_on_it()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("auditor-tls-");
        (string certificate, string key) = WriteCertificate(folder.FullName);
        await using AccessHost host = await AccessHost.StartAsync(
            configure: null,
            "--Kestrel:Endpoints:Https:Url=https://0.0.0.0:0",
            "--Kestrel:Certificates:Default:Path=" + certificate,
            "--Kestrel:Certificates:Default:KeyPath=" + key);
        string token = (await host.SignIns.CreateLinkAsync(new Actor { Name = "test" }, CancellationToken.None))!;

        using HttpResponseMessage answer = await host.SendAsync(
            HttpMethod.Post, "/api/access/sign-in/link", $$"""{"token":"{{token}}"}""", change: request => request.Headers.Host = "auditor.test");

        Assert.Equal("https", host.Http.BaseAddress!.Scheme);
        Assert.Contains("; secure;", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("127.0.0.1", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "203.0.113.9")]
    [InlineData("10.0.0.1", "127.0.0.1")]
    [InlineData(null, "127.0.0.1")]
    public async Task A_forwarded_address_is_believed_of_proxies_that_are_listed(string? proxy, string expected)
    {
        await using AccessHost host = await AccessHost.StartAsync(configure: null, proxy is null ? [] : ["--Auditor:Access:TrustedProxies:0=" + proxy]);

        using HttpResponseMessage answer = await host.SendAsync(
            HttpMethod.Get, "/api/audit/counts", null, await host.KeyAsync(AccessRoles.Auditor), change: request => request.Headers.Add("X-Forwarded-For", "203.0.113.9"));

        Assert.Equal(expected, Assert.Single(await host.EntriesAsync(AuditableResources.AuditLog)).Actor.Workstation);
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_ends_the_start()
    {
        UnusableConfigurationException refused = await Assert.ThrowsAsync<UnusableConfigurationException>(
            () => AccessHost.StartAsync(configure: null, "--Auditor:Access:TrustedProxies:0=proxy.example"));

        Assert.Contains("Auditor:Access:TrustedProxies", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode[]> StatusesAsync(AccessHost host, int times, Func<Task<HttpResponseMessage>> ask)
    {
        ArgumentNullException.ThrowIfNull(host);
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < times; i++)
        {
            using HttpResponseMessage answer = await ask();
            statuses.Add(answer.StatusCode);
        }

        return [.. statuses];
    }

    private static (string Certificate, string Key) WriteCertificate(string folder)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=auditor.test", pair, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string certificateFile = Path.Combine(folder, "auditor.pem");
        string keyFile = Path.Combine(folder, "auditor.key");
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem(), Encoding.ASCII);
        File.WriteAllText(keyFile, pair.ExportPkcs8PrivateKeyPem(), Encoding.ASCII);
        return (certificateFile, keyFile);
    }
}
