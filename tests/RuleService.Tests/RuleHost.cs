using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Changes;
using Auditor.Storage;
using Auditor.Wire;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Auditor.RuleService.Tests;

/// <summary>RuleService as it really is, on a loopback port, an in-memory bus and a data folder of its own.</summary>
internal sealed class RuleHost : IAsyncDisposable
{
    /// <summary>Lets the test in.</summary>
    private static readonly ServiceCredential Credential = new("Test", AccessRoles.Administrator, AccessRoles.Auditor);

    private readonly WebApplication _app;

    private RuleHost(WebApplication app, string folder)
    {
        _app = app;
        Folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Credential.Key.ToString());
    }

    public string Folder { get; }

    public HttpClient Http { get; }

    public IBusControl Bus => Service<IBusControl>();

    public Captured<ActivityDecided> Decisions => Service<Captured<ActivityDecided>>();

    public Captured<ConfigurationChanged> Changes => Service<Captured<ConfigurationChanged>>();

    public Captured<AuditRulesChanged> Announcements => Service<Captured<AuditRulesChanged>>();

    public Captured<MessageFailed> Failures => Service<Captured<MessageFailed>>();

    /// <param name="folder">Another replica's data folder, to share its rules.</param>
    /// <param name="store">Instead of the SQLite file.</param>
    /// <param name="broker">Instead of the bus in memory.</param>
    /// <param name="beforeStart">Gets the bus before it starts.</param>
    /// <param name="awaitAppends">A change counts as announced when its entry is in the log, as in a host without a broker.</param>
    public static async Task<RuleHost> StartAsync(
        string? folder = null, IAuditRuleStore? store = null, string? broker = null, Action<IBusControl>? beforeStart = null, bool awaitAppends = false)
    {
        folder ??= NewFolder();
        WebApplicationBuilder builder = ServiceHost.CreateBuilder([$"--{Stores.FolderKey}", folder], "http://127.0.0.1:0");
        builder.Configuration[$"ConnectionStrings:{BusRegistration.ConnectionName}"] = broker;
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddRuleService();
        if (store is not null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(store));
        }

        builder.Services.AddSingleton(Credential);
        builder.Services.AddSingleton(typeof(Captured<>));
        Action<IBusRegistrationConfigurator> appends = awaitAppends ? builder.Services.AwaitAppends() : _ => { };
        builder.AddAuditorBus(RuleServiceRegistration.AddConsumers, AddCaptures, appends);
        WebApplication app = builder.BuildWith(RuleServiceRegistration.MapRuleService);
        beforeStart?.Invoke(app.Services.GetRequiredService<IBusControl>());
        await app.StartAsync();
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(15));
        return new RuleHost(app, folder);
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("auditor-rules-").FullName;

    public T Service<T>()
        where T : notnull =>
        _app.Services.GetRequiredService<T>();

    /// <summary>Puts a body on the activities queue as any AMQP client could.</summary>
    public async Task SendRawAsync(string queue, string body)
    {
        ISendEndpoint endpoint = await Bus.GetSendEndpoint(new Uri("queue:" + queue));
        await endpoint.Send(new ReceivedBody(Encoding.UTF8.GetBytes(body), null, null, null));
    }

    public async Task<AuditRule> CreateAsync(AuditRule rule)
    {
        using HttpResponseMessage answer = await Http.PostAsync("/api/rules", Body(rule));
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return await ReadAsync<AuditRule>(answer);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, long? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Body(body) };
        if (ifMatch is not null)
        {
            request.Headers.Add("If-Match", $"\"{ifMatch}\"");
        }

        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> GetJsonAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public static StringContent Body(object value) =>
        new(value as string ?? JsonSerializer.Serialize(value, WireFormat.Options), Encoding.UTF8, WireFormat.ContentType);

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer) => WireFormat.Deserialize<T>(await answer.Content.ReadAsByteArrayAsync());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static void AddCaptures(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<Capture<ActivityDecided>, DecisionsCapture>();
        bus.AddConsumer<Capture<ConfigurationChanged>, ChangesCapture>();
        bus.AddConsumer<Capture<MessageFailed>, FailuresCapture>();
        bus.AddConsumer<Capture<AuditRulesChanged>, RulesCapture>();
    }
}
