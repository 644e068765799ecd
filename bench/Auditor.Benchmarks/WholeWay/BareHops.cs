using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Benchmarks;

/// <summary>
/// A process that does nothing but carry: reads a message as JSON, writes it as JSON, publishes it, and acknowledges each by itself when the
/// broker has confirmed it. Quorum queues, persistent messages, as many in hand as a service has.
/// </summary>
internal static class BareHops
{
    private const ushort Prefetch = 256;

    /// <summary>What each process carries: from which exchange's queue to which exchange.</summary>
    private static readonly Dictionary<string, (string From, string To, Func<BodySizes, int> Size)[]> Ways = new()
    {
        ["decide"] = [("bare.activities", "bare.decisions", sizes => sizes.Decided)],
        ["write"] = [("bare.decisions", "bare.announced", sizes => sizes.Announced), ("bare.outcomes", "bare.announced", sizes => sizes.OutcomeAnnounced)],
    };

    /// <summary>
    /// Arguments: AMQP URI, <c>decide</c> or <c>write</c>, and the sizes to which bodies are filled up. Runs until it is killed.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = new Uri(args[0]) }.CreateConnectionAsync();
        var sizes = new BodySizes(int.Parse(args[2]), int.Parse(args[3]), int.Parse(args[4]));
        foreach ((string from, string to, Func<BodySizes, int> size) in Ways[args[1]])
        {
            await CarryAsync(connection, from, to, size(sizes));
        }

        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>Declares an exchange with the queue behind it, empty.</summary>
    public static async Task DeclareAsync(IChannel channel, string exchange)
    {
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(exchange, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(exchange, exchange, "#");
    }

    public static async Task DeleteAsync(IChannel channel)
    {
        foreach (string name in (string[])["bare.activities", "bare.decisions", "bare.announced", "bare.outcomes"])
        {
            await channel.QueueDeleteAsync(name);
            await channel.ExchangeDeleteAsync(name);
        }
    }

    private static async Task CarryAsync(IConnection connection, string from, string to, int size)
    {
        IChannel reading = await connection.CreateChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: Prefetch));
        IChannel writing = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await DeclareAsync(reading, from);
        await DeclareAsync(reading, to);
        await reading.BasicQosAsync(0, Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(reading);
        consumer.ReceivedAsync += async (_, message) =>
        {
            JsonNode body = JsonNode.Parse(message.Body.Span)!;
            if (size > message.Body.Length + 20)
            {
                body[$"filling{size}"] = new string('x', size - message.Body.Length - 20);
            }

            var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent, ContentType = "application/json", MessageId = message.BasicProperties.MessageId };
            await writing.BasicPublishAsync(to, message.RoutingKey, mandatory: true, properties, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
            await reading.BasicAckAsync(message.DeliveryTag, multiple: false);
        };
        await reading.BasicConsumeAsync(from, autoAck: false, consumer);
    }
}
