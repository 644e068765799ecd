using System.Text.Json.Nodes;
using Auditor.Contracts;
using RabbitMQ.Client;

namespace Auditor.Deploy.Tests;

/// <summary>The definitions are what the services would declare themselves, to the last argument: or one of the two refuses to start on the other's broker.</summary>
public sealed class TopologyTests(DeployedBroker broker)
{
    private static readonly string[] Kinds = ["exchanges", "queues", "bindings"];

    [Fact]
    public async Task The_definitions_are_what_the_services_declare()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-declared-").FullName;
        await broker.ControlAsync("add_vhost", "declared");
        await broker.AllowAdministratorAsync("declared");
        var services = new List<ServiceProcess>();
        try
        {
            await AssertDeclaredAsync(folder, services);
        }
        finally
        {
            foreach (ServiceProcess service in services)
            {
                await service.DisposeAsync();
            }

            await broker.ControlAsync("delete_vhost", "declared");
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_error_queue_has_the_arguments_of_its_queue()
    {
        JsonNode ours = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DeployedBroker.Root, "deploy", "rabbitmq", "definitions.json")))!;
        Dictionary<string, string> arguments = ours["queues"]!.AsArray().ToDictionary(queue => queue!["name"]!.GetValue<string>(), queue => queue!["arguments"]!.ToJsonString());

        string[] errors = [.. arguments.Keys.Where(name => name.EndsWith("_error", StringComparison.Ordinal))];
        Assert.NotEmpty(errors);
        Assert.All(errors, name => Assert.Equal(arguments[name[..^"_error".Length]], arguments[name]));
        // A question that fails is dropped, so its queue needs none.
        Assert.Equal([Queues.Policy], arguments.Keys.Except(errors).Where(name => !arguments.ContainsKey(name + "_error")));
    }

    private async Task AssertDeclaredAsync(string folder, List<ServiceProcess> services)
    {
        string uri = "--ConnectionStrings:rabbitmq=" + broker.UriOf(DeployedBroker.Administrator, "declared");
        foreach (string service in (string[])["RuleService", "AuditWriter", "Notifier"])
        {
            services.Add(await ServiceProcess.StartAsync("Services/" + service, Directory.CreateDirectory(Path.Combine(folder, service)).FullName, broker: null, uri));
        }

        foreach (ServiceProcess service in services)
        {
            await service.UntilReadyAsync();
        }

        // Error queues are declared when the first message goes there.
        await PublishBadDecisionAsync();
        await Wait.UntilAsync("moved to the error queue", async () => (await broker.ControlAsync("list_queues", "-p", "declared", "name")).Contains(Queues.Decisions + "_error", StringComparison.Ordinal));
        JsonNode all = JsonNode.Parse(await File.ReadAllTextAsync(await ExportAsync(folder)))!;
        JsonNode ours = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DeployedBroker.Root, "deploy", "rabbitmq", "definitions.json")))!;

        foreach (string kind in Kinds)
        {
            string[] declared = Of(all, kind, "declared");
            string[] defined = Of(ours, kind, DeployedBroker.VirtualHost);
            Assert.NotEmpty(declared);
            Assert.Empty(declared.Except(defined));
            // Of the error queues one was declared, and the others are like it; the feed has its subscriptions declare it.
            Assert.All(defined.Except(declared), extra => Assert.True(extra.Contains("_error", StringComparison.Ordinal) || extra.Contains(Exchanges.Entries, StringComparison.Ordinal), extra));
            // And what was imported is what stands in the file: nothing was left out by the broker.
            Assert.Empty(defined.Except(Of(all, kind, DeployedBroker.VirtualHost)));
        }
    }

    private async Task PublishBadDecisionAsync()
    {
        await using IConnection connection = await new ConnectionFactory { Uri = new Uri(broker.UriOf(DeployedBroker.Administrator, "declared")) }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync(Exchanges.Decisions, "key", "[]"u8.ToArray());
    }

    private async Task<string> ExportAsync(string folder)
    {
        string file = Path.Combine(folder, "export.json");
        await broker.ControlAsync("export_definitions", file);
        return file;
    }

    /// <summary>Of a virtual host, each as one line; without what queues of clients and tests add.</summary>
    private static string[] Of(JsonNode definitions, string kind, string virtualHost) =>
    [
        .. definitions[kind]!.AsArray()
            .Where(item => item!["vhost"]!.GetValue<string>() == virtualHost)
            .Select(item => string.Join(' ', item!.AsObject()
                .Where(field => field.Key is not ("vhost" or "internal") && !(field.Key == "type" && kind == "queues"))
                .OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => $"{field.Key}={Sorted(field.Value!)}")))
            .Order(StringComparer.Ordinal),
    ];

    private static string Sorted(JsonNode value) => value is JsonObject fields
        ? string.Join(',', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{field.Value}"))
        : value.ToString();
}
