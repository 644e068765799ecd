using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Access;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Standalone;
using Auditor.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Tests;

/// <summary>The whole product in one process, as Standalone composes it: real HTTP, real SQLite files.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private static readonly Actor Maker = new() { Name = "test" };

    private readonly WebApplication _app;
    private readonly string _folder;

    private AccessHost(WebApplication app, string folder, MovedTime time)
    {
        _app = app;
        _folder = folder;
        Time = time;
        // Cookies are what the test is about, and are set by it.
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=auditor.test";
        Http = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
    }

    public HttpClient Http { get; }

    public MovedTime Time { get; }

    public string Folder => _folder;

    public KeyDesk Keys => Service<KeyDesk>();

    public AccountDesk Accounts => Service<AccountDesk>();

    public SignInDesk SignIns => Service<SignInDesk>();

    public string Origin => Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public static async Task<AccessHost> StartAsync(Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-access-").FullName;
        var time = new MovedTime();
        WebApplicationBuilder builder = StandaloneHost.CreateBuilder(settings, folder, output: null);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.RemoveAll<TimeProvider>();
        builder.Services.AddSingleton<TimeProvider>(time);
        configure?.Invoke(builder);
        WebApplication app = StandaloneHost.Build(builder);
        try
        {
            await app.StartAsync();
            return new AccessHost(app, folder, time);
        }
        catch
        {
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public T Service<T>()
        where T : notnull =>
        _app.Services.GetRequiredService<T>();

    public IEnumerable<RouteEndpoint> Routes() => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public async Task<(string Text, KeyView Key)> KeyAsync(TimeSpan lifetime, params string[] roles)
    {
        (KeyView key, string text) = await Keys.CreateAsync("test " + string.Join(' ', roles), roles, lifetime, Maker, CancellationToken.None);
        return (text, key);
    }

    public async Task<string> KeyAsync(params string[] roles) => (await KeyAsync(TimeSpan.FromDays(1), roles)).Text;

    public async Task<Account> AccountAsync(string name, params string[] roles)
    {
        await Accounts.CreateAsync(name, displayName: null, roles, Password, Maker, CancellationToken.None);
        return (await SignIns.FindAsync(name, CancellationToken.None))!;
    }

    public async Task<string> SessionAsync(Account account) => (await SignIns.StartAsync(account, "127.0.0.1", CancellationToken.None)).Token;

    public Task<HttpResponseMessage> GetAsync(string path, string? key = null, string? session = null) => SendAsync(HttpMethod.Get, path, null, key, session);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? json, string? key = null, string? session = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (session is not null)
        {
            request.Headers.Add("Cookie", $"{SessionCookie.Name}={session}");
            request.Headers.Add("Origin", Origin);
        }

        change?.Invoke(request);
        return await Http.SendAsync(request);
    }

    /// <summary>Entries straight from the store, so that looking is not itself a read.</summary>
    public async Task<IReadOnlyList<AuditEntry>> EntriesAsync(string resource, string? action = null)
    {
        AuditPage page = await Service<IAuditLog>().QueryAsync(
            new AuditQuery(new AuditFilter { Resource = resource, Action = action }, 1000, OldestFirst: true, After: null), CancellationToken.None);
        return page.Entries;
    }

    public async Task<IReadOnlyList<AuditEntry>> EntriesAsync(string resource, string? action, Func<IReadOnlyList<AuditEntry>, bool> enough)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            IReadOnlyList<AuditEntry> entries = await EntriesAsync(resource, action);
            if (enough(entries))
            {
                return entries;
            }

            Assert.True(DateTime.UtcNow < until, $"{resource} {action}: " + string.Join('\n', entries));
            await Task.Delay(20);
        }
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
