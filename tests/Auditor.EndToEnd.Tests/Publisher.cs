using Auditor.Contracts;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Auditor.EndToEnd.Tests;

/// <summary>
/// A sender that knows nothing of MassTransit: plain AMQP 0-9-1, plain JSON, publisher confirms. What is not confirmed it sends again,
/// as a spool would.
/// </summary>
internal sealed class Publisher(Broker broker) : IAsyncDisposable
{
    private IConnection? _connection;
    private IChannel? _channel;

    public async Task PublishAsync(ActivityObserved activity) =>
        await PublishAsync(WireFormat.Serialize(activity), RoutingKeys.Of(activity), WireFormat.ContentType);

    public async Task PublishAsync(byte[] body, string routingKey, string? contentType)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                IChannel open = await OpenAsync();
                var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent, ContentType = contentType };
                // Mandatory: unroutable is an error, not a silent loss. Returns when the broker has confirmed.
                await open.BasicPublishAsync(Exchanges.Activities, routingKey, mandatory: true, properties, body);
                return;
            }
            catch (Exception problem) when (attempt < 300 && problem is RabbitMQClientException or OperationCanceledException or IOException or ObjectDisposedException)
            {
                await CloseAsync();
                await Task.Delay(200);
            }
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<IChannel> OpenAsync()
    {
        if (_channel is { IsOpen: true } && _connection is { IsOpen: true })
        {
            return _channel;
        }

        await CloseAsync();
        _connection = await new ConnectionFactory { Uri = broker.Uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        _channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        return _channel;
    }

    private async Task CloseAsync()
    {
        try
        {
            if (_channel is not null)
            {
                await _channel.DisposeAsync();
            }

            if (_connection is not null)
            {
                await _connection.DisposeAsync();
            }
        }
        catch (Exception alreadyGone) when (alreadyGone is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            // The broker is away; there is nothing left to close.
        }

        _channel = null;
        _connection = null;
    }
}
