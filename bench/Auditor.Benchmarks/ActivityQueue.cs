using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Sending;
using RabbitMQ.Client;

namespace Auditor.Benchmarks;

/// <summary>A quorum queue of its own behind the exchange of activities, in the broker that was named.</summary>
internal sealed class ActivityQueue : IReceiver
{
    private const string Name = "auditor-benchmark-spool";
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private ActivityQueue(IConnection connection, IChannel channel, IBrokerLink link)
    {
        _connection = connection;
        _channel = channel;
        Link = link;
    }

    public IBrokerLink Link { get; }

    public static async Task<ActivityQueue> DeclareAsync(Uri broker)
    {
        IConnection connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        IChannel channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(Exchanges.Activities, "topic", durable: true);
        await channel.QueueDeclareAsync(Name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(Name, Exchanges.Activities, "#");
        await channel.QueuePurgeAsync(Name);
        string[] user = broker.UserInfo.Split(':');
        var settings = new ConnectionSettings
        {
            Host = broker.Host,
            Port = broker.Port > 0 ? broker.Port : ConnectionSettings.PlainPort,
            VirtualHost = broker.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(broker.AbsolutePath[1..]) : "/",
            UseTls = false,
            User = Uri.UnescapeDataString(user[0]),
            Password = Uri.UnescapeDataString(user[1]),
        };
        return new ActivityQueue(connection, channel, new RabbitMqLink(settings, "Auditor.Benchmarks", TimeProvider.System, new QuietLog()));
    }

    public async Task<List<long>> NumbersAsync()
    {
        var numbers = new List<long>();
        while (await _channel.BasicGetAsync(Name, autoAck: true) is { } got)
        {
            numbers.Add(SpoolBenchmark.NumberIn(got.Body.Span));
        }

        return numbers;
    }

    public async ValueTask DisposeAsync()
    {
        Link.Dispose();
        await _channel.QueueDeleteAsync(Name);
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
