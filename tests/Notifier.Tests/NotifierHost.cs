using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.AuditWriter;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Changes;
using Auditor.Notifier.Destinations;
using Auditor.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Auditor.Notifier.Tests;

/// <summary>Notifier and, unless a test leaves it out, AuditWriter as they really are in one process: real SQLite files, real HTTP, the bus in memory.</summary>
internal sealed class NotifierHost : IAsyncDisposable
{
    public const string Root = "/api/subscriptions";

    private static readonly ServiceCredential Credential = new("Test", [.. AccessRoles.All]);

    private readonly WebApplication _app;
    private readonly string _folder;

    private NotifierHost(WebApplication app, string folder, MovedTime time, SampleKind webhooks)
    {
        _app = app;
        _folder = folder;
        Time = time;
        Webhooks = webhooks;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Credential.Key.ToString());
    }

    public HttpClient Http { get; }

    public MovedTime Time { get; }

    /// <summary>What the destinations of kind WEBHOOK are here.</summary>
    public SampleKind Webhooks { get; }

    public ISubscriptionStore Store => _app.Services.GetRequiredService<ISubscriptionStore>();

    /// <param name="writer">False for one whose AuditWriter does not answer.</param>
    /// <param name="prepare">Gets the folder before anything is opened there.</param>
    /// <param name="settings">Key and value, beside those that every test needs.</param>
    public static async Task<NotifierHost> StartAsync(
        bool writer = true, Func<string, Task>? prepare = null, params IReadOnlyList<(string Key, string Value)> settings)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-notifier-").FullName;
        await (prepare?.Invoke(folder) ?? Task.CompletedTask);
        WebApplicationBuilder builder = ServiceHost.CreateBuilder([], "http://127.0.0.1:0");
        builder.Configuration[Stores.FolderKey] = folder;
        foreach ((string key, string value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton(Credential);
        builder.AddNotifier();
        List<Action<IBusRegistrationConfigurator>> consumers = [];
        if (writer)
        {
            builder.AddAuditWriter();
            consumers.AddRange(AuditWriterRegistration.AddConsumers, builder.Services.AwaitAppends());
        }

        builder.AddAuditorBus([.. consumers]);
        var time = new MovedTime();
        var webhooks = new SampleKind();
        builder.Services.RemoveAll<TimeProvider>();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.RemoveAll<IDestinationKind>();
        builder.Services.AddSingleton<IDestinationKind>(webhooks);
        builder.Services.AddSingleton<IDestinationKind>(new SampleMailKind());
        // How deliveries stand is for the tests to say: nobody else gets a lease.
        string path = System.IO.Path.Combine(folder, "subscriptions.db");
        builder.Services.RemoveAll<ISubscriptionStore>();
        builder.Services.AddSingleton(_ => SqliteSubscriptionStore.OpenAsync(path, CancellationToken.None).GetAwaiter().GetResult());
        builder.Services.AddSingleton<ISubscriptionStore>(services => new TestsOwnLeases(services.GetRequiredService<SqliteSubscriptionStore>()));
        WebApplication app = builder.BuildWith(writer ? [AuditWriterRegistration.MapAuditWriter, NotifierRegistration.MapNotifier] : [NotifierRegistration.MapNotifier]);
        await app.StartAsync();
        return new NotifierHost(app, folder, time, webhooks);
    }

    public static JsonObject Webhook(string name = "SIEM", string url = "https://siem.example/audit") => new()
    {
        ["name"] = name,
        ["destination"] = new JsonObject { ["kind"] = "WEBHOOK", ["webhook"] = new JsonObject { ["url"] = url } },
    };

    public T Service<T>()
        where T : notnull =>
        _app.Services.GetRequiredService<T>();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null, long? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.Add("If-Match", $"\"{ifMatch}\"");
        }

        return await Http.SendAsync(request);
    }

    /// <summary>The answer's body, after its status was looked at.</summary>
    public async Task<JsonNode> CallAsync(HttpStatusCode expected, HttpMethod method, string path, JsonNode? body = null, long? ifMatch = null)
    {
        using HttpResponseMessage answer = await SendAsync(method, path, body, ifMatch);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public Task<JsonNode> CreateAsync(JsonNode body) => CallAsync(HttpStatusCode.Created, HttpMethod.Post, Root, body);

    public Task<JsonNode> GetAsync(JsonNode subscription) => CallAsync(HttpStatusCode.OK, HttpMethod.Get, Path(subscription));

    public static string Path(JsonNode subscription, string rest = "") => $"{Root}/{Id(subscription)}{rest}";

    public static Guid Id(JsonNode subscription) => (Guid)subscription["id"]!;

    /// <summary>Says how the deliveries stand, as whoever delivers would.</summary>
    public async Task ProgressAsync(JsonNode subscription, DeliveryProgress progress)
    {
        Guid id = Id(subscription);
        DeliveryLease lease = Assert.Single(
            await Store.TakeLeasesAsync([id], TestsOwnLeases.Holder, DateTimeOffset.UtcNow, TimeSpan.FromHours(1), CancellationToken.None));
        await Store.SaveProgressAsync(lease, progress with { SubscriptionId = id }, CancellationToken.None);
    }

    /// <summary>Entries of the log about subscriptions, once there are that many.</summary>
    public async Task<IReadOnlyList<AuditEntry>> EntriesAsync(int count)
    {
        IAuditLog log = Service<IAuditLog>();
        var query = new AuditQuery(new AuditFilter { Resource = AuditableResources.Subscription }, 100, OldestFirst: true, After: null);
        IReadOnlyList<AuditEntry> entries = [];
        await Eventually.TrueAsync(async () => (entries = (await log.QueryAsync(query, CancellationToken.None)).Entries).Count >= count);
        return entries;
    }

    /// <summary>Whether a text stands anywhere in the files of the stores, while they are open.</summary>
    public bool FilesHold(string text) => Directory.GetFiles(_folder).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
