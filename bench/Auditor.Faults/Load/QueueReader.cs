using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Faults.Load;

/// <summary>A plain AMQP client that takes messages from a queue, acknowledges each when it is done with it, and comes back when it was cut off.</summary>
/// <param name="broker">Where.</param>
/// <param name="queue">Which queue.</param>
/// <param name="atOnce">How many messages it works on at a time; with 1 they are taken in their order.</param>
/// <param name="take">What is done with each body; when it throws for an outage, the message comes again.</param>
internal sealed class QueueReader(Func<Uri> broker, string queue, int atOnce, Func<byte[], CancellationToken, Task> take)
{
    private const ushort Prefetch = 100;

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMilliseconds(500);

    /// <summary>Declares a durable queue and binds it, so that what is published to the exchange from now on waits in it.</summary>
    public static async Task DeclareAsync(Uri broker, string queue, string exchange)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = int.MaxValue };
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments);
        await channel.QueueBindAsync(queue, exchange, "#");
    }

    /// <summary>Reads until the end; what is in hand then stays on the queue.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(end);
            }
            catch (Exception problem) when (ConfirmingLink.IsOutage(problem) || problem is ChannelClosedException)
            {
                await Task.Delay(AfterTrouble, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ConsumeAsync(CancellationToken end)
    {
        IConnection connection = await new ConnectionFactory { Uri = broker(), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(end);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(end);
        try
        {
            IChannel channel = await connection.CreateChannelAsync(cancellationToken: end);
            await channel.BasicQosAsync(0, Prefetch, global: false, end);
            var taken = Channel.CreateUnbounded<(ulong Tag, byte[] Body)>();
            connection.ConnectionShutdownAsync += (_, _) =>
            {
                taken.Writer.TryComplete(new IOException("The connection is lost."));
                return lost.CancelAsync();
            };
            channel.ChannelShutdownAsync += (_, _) =>
            {
                taken.Writer.TryComplete(new IOException("The channel is lost."));
                return lost.CancelAsync();
            };
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) =>
            {
                taken.Writer.TryWrite((message.DeliveryTag, message.Body.ToArray()));
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue, autoAck: false, consumer, end);
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => TakeAsync(channel, taken.Reader, lost.Token)));
        }
        finally
        {
            try
            {
                await connection.AbortAsync(TimeSpan.FromSeconds(2));
                await connection.DisposeAsync();
            }
            catch (Exception gone) when (ConfirmingLink.IsOutage(gone))
            {
                // Gone before.
            }
        }
    }

    private async Task TakeAsync(IChannel channel, ChannelReader<(ulong Tag, byte[] Body)> taken, CancellationToken lost)
    {
        await foreach ((ulong tag, byte[] body) in taken.ReadAllAsync(lost))
        {
            await take(body, lost);
            await channel.BasicAckAsync(tag, multiple: false, lost);
        }
    }
}
