using Auditor.Contracts;
using Auditor.EndToEnd.Tests;
using Auditor.Wire;
using RabbitMQ.Client;

namespace Auditor.ContainerTests;

/// <summary>RuleService and two AuditWriters as processes, on the real broker and the real store.</summary>
public sealed class WholeWayTests(Containers containers) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-containers-").FullName;

    [Fact]
    public async Task Every_activity_is_in_the_log_exactly_once_though_a_writer_is_killed()
    {
        string store = "--ConnectionStrings:mongodb=" + new MongoDB.Driver.MongoUrlBuilder(containers.MongoDb) { DatabaseName = "whole-way" };
        string key = await KeyAsync(store);
        await using ServiceProcess rules = await StartAsync("RuleService", "rules", key, store);
        await using ServiceProcess first = await StartAsync("AuditWriter", "log-1", key, store);
        await using ServiceProcess second = await StartAsync("AuditWriter", "log-2", key, store);
        ActivityObserved[] activities = Activities.Make(500);

        await PublishAsync(activities[..250]);
        await first.KillAsync();
        await PublishAsync(activities[200..]);

        await AuditLogReader.AssertExactlyOnceAsync(second, activities);
        await Wait.UntilAsync("every entry has its position", async () => (await AuditLogReader.AllAsync(second.Http)).All(entry => entry.Position is not null), () => second.Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> KeyAsync(string store)
    {
        (int exitCode, string output) = await ServiceProcess.RunStandaloneAsync(
            _folder, apiKey: null, "key", "create", "--name", "Test", "--role", "administrator,auditor", "--data", _folder, store);
        Assert.Equal(0, exitCode);
        return output.Trim();
    }

    private async Task<ServiceProcess> StartAsync(string program, string name, string key, string store)
    {
        ServiceProcess service = await ServiceProcess.StartAsync(
            "Services/" + program, Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, broker: null,
            "--ConnectionStrings:rabbitmq=" + containers.RabbitMq, store, "--Auditor:Ledger:KeyFile=" + Path.Combine(_folder, "ledger.key"));
        service.Use(key);
        await service.UntilReadyAsync();
        return service;
    }

    private async Task PublishAsync(IEnumerable<ActivityObserved> activities)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = new Uri(containers.RabbitMq) }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        foreach (ActivityObserved activity in activities)
        {
            var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent, ContentType = WireFormat.ContentType };
            await channel.BasicPublishAsync(Exchanges.Activities, RoutingKeys.Of(activity), mandatory: true, properties, WireFormat.Serialize(activity));
        }
    }
}
