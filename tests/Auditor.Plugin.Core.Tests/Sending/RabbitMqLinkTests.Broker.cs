using System.Collections.Concurrent;
using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.Core.Tests.Spooling;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Plugin.Core.Tests.Sending;

/// <summary>How these tests talk to the broker beside the link.</summary>
public sealed partial class RabbitMqLinkTests
{
    private static Task SendAsync(RabbitMqLink link) =>
        link.SendAsync(new BrokerMessage(Exchanges.Activities, "k", Guid.NewGuid(), [1]), CancellationToken.None);

    private static BrokerMessage Question(string text) => new(Exchanges.Policy, "request", Guid.NewGuid(), Encoding.UTF8.GetBytes(text));

    private static IDisposable Consume(RabbitMqLink link, ConcurrentQueue<int> taken, Func<int, bool>? fails = null) =>
        link.Consume("auditor.event-server.t.appended", Exchanges.Appended, "#", (body, _) =>
        {
            int number = BitConverter.ToInt32(body);
            if (fails?.Invoke(number) == true)
            {
                throw new InvalidOperationException("not now");
            }

            taken.Enqueue(number);
            return Task.CompletedTask;
        });

    private async Task<RabbitMqLink> ConnectAsync(ConnectionSettings settings)
    {
        var link = new RabbitMqLink(settings, "test", TimeProvider.System, _log);
        await Eventually.TrueAsync(() => link.Status.Connected, () => "connected; " + link.Status.Problem);
        return link;
    }

    private static async Task EventuallySendAsync(RabbitMqLink link)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await SendAsync(link);
                return;
            }
            catch (BrokerLinkException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task PublishAsync(IEnumerable<int> numbers)
    {
        await using IChannel channel = await _broker.ChannelAsync();
        foreach (int number in numbers)
        {
            await channel.BasicPublishAsync(Exchanges.Appended, "k", mandatory: true, BitConverter.GetBytes(number));
        }
    }

    /// <summary>Publishes as soon as the queue is bound, once.</summary>
    private async Task EventuallyPublishedAsync()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await PublishAsync([1]);
                return;
            }
            catch (RabbitMQ.Client.Exceptions.PublishException) when (attempt < 200)
            {
                await Task.Delay(50);
            }
        }
    }

    private async Task EventuallyTakenAsync(ConcurrentQueue<int> taken, int number)
    {
        await EventuallyPublishedAsync();
        await Eventually.TrueAsync(() => taken.Contains(number), "it is taken");
    }

    private async Task EventuallyHeardAsync(ConcurrentQueue<string> heard, string text)
    {
        await using IChannel channel = await _broker.ChannelAsync();
        for (int attempt = 0; !heard.Contains(text); attempt++)
        {
            Assert.True(attempt < 300, "It is not heard: " + text);
            await channel.BasicPublishAsync(Exchanges.Rules, "changed", Encoding.UTF8.GetBytes(text));
            await Task.Delay(100);
        }
    }

    private async Task<IChannel> AnswerAsync(Func<string, string?> answer)
    {
        IChannel channel = await _broker.ChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            if (answer(Encoding.UTF8.GetString(delivery.Body.Span)) is { } text)
            {
                var properties = new BasicProperties { CorrelationId = delivery.BasicProperties.CorrelationId };
                await channel.BasicPublishAsync("", delivery.BasicProperties.ReplyTo!, mandatory: false, properties, Encoding.UTF8.GetBytes(text));
            }
        };
        await channel.BasicConsumeAsync(Queues.Policy, autoAck: true, consumer);
        return channel;
    }
}
