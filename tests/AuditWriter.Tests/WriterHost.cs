using System.Net.Http.Headers;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Hosting.Bus;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auditor.AuditWriter.Tests;

/// <summary>A real AuditWriter: real SQLite files, real HTTP on a port of its own, the bus in memory.</summary>
internal sealed class WriterHost : IAsyncDisposable
{
    /// <summary>Lets the test in, in every role.</summary>
    private static readonly ServiceCredential Credential = new("Test", [.. AccessRoles.All]);

    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    private WriterHost(WebApplication app, string folder, bool ownsFolder)
    {
        _app = app;
        _folder = folder;
        _ownsFolder = ownsFolder;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Credential.Key.ToString());
    }

    public HttpClient Http { get; }

    public Announced Announced => _app.Services.GetRequiredService<Announced>();

    /// <param name="settings">Key and value, beside those that every test needs.</param>
    public static Task<WriterHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(folder: null, settings);

    /// <param name="folder">The store's folder, which outlives the host; null for one of its own.</param>
    /// <param name="settings">Key and value, beside those that every test needs.</param>
    public static Task<WriterHost> StartAsync(string? folder, params IReadOnlyList<(string Key, string Value)> settings) => StartAsync(folder, _ => { }, settings);

    /// <param name="folder">The store's folder, which outlives the host; null for one of its own.</param>
    /// <param name="change">Puts other services in the place of its own.</param>
    /// <param name="settings">Key and value, beside those that every test needs.</param>
    public static async Task<WriterHost> StartAsync(string? folder, Action<IServiceCollection> change, params IReadOnlyList<(string Key, string Value)> settings)
    {
        string place = folder ?? Directory.CreateTempSubdirectory("auditor-writer-").FullName;
        WebApplicationBuilder builder = ServiceHost.CreateBuilder([], "http://127.0.0.1:0");
        builder.Configuration[Stores.FolderKey] = place;
        foreach ((string key, string value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton<Announced>();
        builder.Services.AddSingleton(Credential);
        builder.AddAuditWriter();
        change(builder.Services);
        builder.AddAuditorBus(AuditWriterRegistration.AddConsumers, bus => bus.AddConsumer<AnnouncedConsumer, AnnouncedConsumerDefinition>());
        WebApplication app = builder.BuildWith(AuditWriterRegistration.MapAuditWriter);
        await app.StartAsync();
        return new WriterHost(app, place, ownsFolder: folder is null);
    }

    /// <summary>Whether a text stands anywhere in the files of the stores, while they are open.</summary>
    public bool FilesHold(string text) =>
        Directory.GetFiles(_folder).Where(file => !file.EndsWith(".new", StringComparison.Ordinal)).Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
        });

    /// <summary>Publishes a fact as RuleService, Event Server or anything else would.</summary>
    public Task PublishAsync<T>(T message)
        where T : class => _app.Services.GetRequiredService<IBus>().Publish(message);

    /// <summary>Puts bytes on the way of a message, whatever they are.</summary>
    public async Task PublishBytesAsync<T>(byte[] body)
        where T : class
    {
        ISendEndpoint endpoint = await _app.Services.GetRequiredService<IBus>().GetPublishSendEndpoint<T>();
        await endpoint.Send(new ReceivedBody(body, null, null, null));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
