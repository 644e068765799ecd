using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Hosting.Bus;
using Auditor.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>A real AuditWriter whose reads can be held up, on a folder that another one can take over.</summary>
internal sealed class ExportHost : IAsyncDisposable
{
    /// <summary>Lets the test in as the one role that may export.</summary>
    private static readonly ServiceCredential Credential = new("Test", [AccessRoles.Auditor]);

    private readonly WebApplication _app;

    private ExportHost(WebApplication app, string folder)
    {
        _app = app;
        Folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Credential.Key.ToString());
    }

    public HttpClient Http { get; }

    public string Folder { get; }

    public string ExportFolder => Path.Combine(Folder, "exports");

    public GatedAuditLog Log => (GatedAuditLog)Service<IAuditLog>();

    /// <summary>Files of exports that are there, whole or half; not what is known of them.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(ExportFolder)
        .Select(file => Path.GetFileName(file)!).Where(name => name != ".lock" && !name.EndsWith(".json", StringComparison.Ordinal) && !name.EndsWith(".json.part", StringComparison.Ordinal));

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<ExportHost> StartAsync(string? folder = null, params (string Key, string Value)[] settings)
    {
        folder ??= Directory.CreateTempSubdirectory("auditor-export-").FullName;
        WebApplicationBuilder builder = ServiceHost.CreateBuilder([], "http://127.0.0.1:0");
        builder.Configuration[Stores.FolderKey] = folder;
        foreach ((string key, string value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(Credential);
        builder.AddAuditWriter();
        ServiceDescriptor store = builder.Services.Last(service => service.ServiceType == typeof(IAuditLog));
        builder.Services.AddSingleton<IAuditLog>(services => new GatedAuditLog((IAuditLog)store.ImplementationFactory!(services)));
        builder.AddAuditorBus(AuditWriterRegistration.AddConsumers);
        WebApplication app = builder.BuildWith(AuditWriterRegistration.MapAuditWriter);
        await app.StartAsync();
        return new ExportHost(app, folder);
    }

    /// <summary>Appends entries, and waits until the log has signed them.</summary>
    public async Task AppendAsync(params AuditEntry[] entries)
    {
        await Task.WhenAll(entries.Select(entry => Service<GroupCommit>().AppendAsync(entry, CancellationToken.None)));
        await Eventually.TrueAsync(async () =>
        {
            long size = (await Service<ILedgerStore>().LatestCheckpointAsync(CancellationToken.None))?.Size ?? 0;
            return await Service<ILedgerStore>().FindPositionAsync(entries[^1].EntryId, CancellationToken.None) < size
                && await Service<ILedgerStore>().CountUnsequencedAsync(CancellationToken.None) == 0
                && await Service<ILedgerStore>().CountLeavesAsync(CancellationToken.None) == size;
        });
    }

    public Task<HttpResponseMessage> PostAsync(string json) =>
        Http.PostAsync("/api/audit/exports", new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>Asks for an export, which must be taken.</summary>
    public async Task<Guid> StartExportAsync(string json)
    {
        using HttpResponseMessage answer = await PostAsync(json);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<Guid>();
    }

    public Task<HttpResponseMessage> DeleteAsync(Guid id) => Http.DeleteAsync($"/api/audit/exports/{id}");

    public async Task<JsonNode> StatusAsync(Guid id) => JsonNode.Parse(await Http.GetStringAsync($"/api/audit/exports/{id}"))!;

    public async Task<JsonNode> WaitForAsync(Guid id, params string[] states)
    {
        JsonNode status = await StatusAsync(id);
        await Eventually.TrueAsync(async () =>
        {
            status = await StatusAsync(id);
            return states.Contains(status["state"]!.GetValue<string>());
        });
        return status;
    }

    /// <summary>Asks for an export and fetches it.</summary>
    public async Task<byte[]> ExportAsync(string json)
    {
        Guid id = await StartExportAsync(json);
        JsonNode status = await WaitForAsync(id, "done", "failed", "cancelled");
        Assert.True(status["state"]!.GetValue<string>() == "done", status.ToJsonString());
        return await Http.GetByteArrayAsync($"/api/audit/exports/{id}/content");
    }

    /// <summary>What the log has about exports, oldest first.</summary>
    public async Task<JsonNode[]> OwnEntriesAsync() =>
        [.. JsonNode.Parse(await Http.GetStringAsync("/api/audit/entries?resource=AUDIT_LOG&action=EXPORT&order=oldest"))!["entries"]!.AsArray().Select(entry => entry!)];

    /// <summary>Changes the store behind the product's back.</summary>
    public void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "audit-log.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Stops, and leaves the folder to the next one.</summary>
    public async Task StopAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
