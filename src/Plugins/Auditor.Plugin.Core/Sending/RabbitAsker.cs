using System.Collections.Concurrent;
using Auditor.Plugin.Core.Connections;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Plugin.Core.Sending;

/// <summary>Request and reply over one connection, by the broker's direct reply-to.</summary>
internal sealed class RabbitAsker(IConnection connection, ConnectionSettings settings)
{
    private const string ReplyTo = "amq.rabbitmq.reply-to";

    private readonly object _gate = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<byte[]>> _waiting = new(StringComparer.Ordinal);
    private Task<IChannel>? _channel;

    /// <exception cref="BrokerLinkException">The question cannot be asked; the message says why.</exception>
    public async Task<byte[]> AskAsync(BrokerMessage request, CancellationToken cancellation)
    {
        string correlation = Guid.NewGuid().ToString("N");
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        IChannel channel = await ChannelAsync().ConfigureAwait(false);
        _waiting[correlation] = answer;
        try
        {
            using CancellationTokenRegistration ended = cancellation.Register(() => answer.TrySetCanceled(cancellation));
            var properties = new BasicProperties
            {
                ContentType = WireFormat.ContentType,
                MessageId = request.Id.ToString("D"),
                CorrelationId = correlation,
                ReplyTo = ReplyTo,
                UserId = settings.User,
            };
            await channel.BasicPublishAsync(request.Exchange, request.RoutingKey, mandatory: true, properties, request.Body, cancellation).ConfigureAwait(false);
            if (channel.CloseReason is { } reason)
            {
                throw new BrokerLinkException(BrokerWords.OfClose(reason, settings));
            }

            return await answer.Task.ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or BrokerLinkException))
        {
            throw new BrokerLinkException(channel.CloseReason is { } reason ? BrokerWords.OfClose(reason, settings) : $"Asking failed: {problem.Message}", problem);
        }
        finally
        {
            _waiting.TryRemove(correlation, out _);
        }
    }

    private Task<IChannel> ChannelAsync()
    {
        lock (_gate)
        {
            bool usable = _channel is { } known && (!known.IsCompleted || (known.Status == TaskStatus.RanToCompletion && known.Result.IsOpen));
            return usable ? _channel! : _channel = OpenAsync();
        }
    }

    private async Task<IChannel> OpenAsync()
    {
        try
        {
            IChannel channel = await connection.CreateChannelAsync().ConfigureAwait(false);
            channel.ChannelShutdownAsync += OnShutdownAsync;
            channel.BasicReturnAsync += OnReturnAsync;
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += OnReceivedAsync;
            await channel.BasicConsumeAsync(ReplyTo, autoAck: true, consumer).ConfigureAwait(false);
            return channel;
        }
        catch (Exception problem)
        {
            throw new BrokerLinkException($"Asking failed: {problem.Message}", problem);
        }
    }

    private Task OnReceivedAsync(object sender, BasicDeliverEventArgs delivery)
    {
        if (delivery.BasicProperties.CorrelationId is { } correlation && _waiting.TryGetValue(correlation, out TaskCompletionSource<byte[]>? answer))
        {
            // The library uses the body's memory again.
            answer.TrySetResult(delivery.Body.ToArray());
        }

        return Task.CompletedTask;
    }

    private Task OnReturnAsync(object sender, BasicReturnEventArgs returned)
    {
        if (returned.BasicProperties.CorrelationId is { } correlation && _waiting.TryGetValue(correlation, out TaskCompletionSource<byte[]>? answer))
        {
            answer.TrySetException(new BrokerLinkException(
                $"Nobody reads questions on '{returned.Exchange}': RuleService has never run in the virtual host '{settings.VirtualHost}'."));
        }

        return Task.CompletedTask;
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        foreach (TaskCompletionSource<byte[]> waiting in _waiting.Values)
        {
            waiting.TrySetException(new BrokerLinkException(BrokerWords.OfClose(reason, settings)));
        }

        return Task.CompletedTask;
    }
}
