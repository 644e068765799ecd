using Auditor.Plugin.Core.Connections;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Auditor.Plugin.Core.Sending;

/// <summary>The channel of a connection on which facts go out, each confirmed. The broker closes it over a mistake; then it is opened again after a pause.</summary>
internal sealed class RabbitPublisher
{
    private static readonly TimeSpan ReopenAfter = TimeSpan.FromMilliseconds(500);

    private readonly IConnection _connection;
    private readonly ConnectionSettings _settings;
    private readonly TimeProvider _time;
    private readonly CancellationToken _lost;
    private IChannel? _channel;
    private volatile string? _problem;

    private RabbitPublisher(IConnection connection, ConnectionSettings settings, TimeProvider time, CancellationToken lost)
    {
        _connection = connection;
        _settings = settings;
        _time = time;
        _lost = lost;
    }

    public static async Task<RabbitPublisher> OpenAsync(IConnection connection, ConnectionSettings settings, TimeProvider time, CancellationToken lost, CancellationToken cancellation)
    {
        var publisher = new RabbitPublisher(connection, settings, time, lost);
        await publisher.OpenChannelAsync(cancellation).ConfigureAwait(false);
        return publisher;
    }

    /// <exception cref="BrokerLinkException">It is not known to be safe; the message says why.</exception>
    public async Task SendAsync(BrokerMessage message, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _channel) is not { } channel)
        {
            throw new BrokerLinkException(_problem ?? "The connection is just being opened.");
        }

        string trace = FactTrace.ParentOf(message.About ?? message.Id);
        var properties = new BasicProperties
        {
            // One trace from here to the last delivery; there is nothing else to it here, and nothing is sent elsewhere.
            Headers = new Dictionary<string, object?> { [FactTrace.Header] = trace, [FactTrace.LibraryHeader] = trace },
            ContentType = WireFormat.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = message.Id.ToString("D"),
            // The broker checks it against the connection, so it is recorded as who published.
            UserId = _settings.User,
        };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _lost);
        try
        {
            // Ends when the broker has confirmed. Calls that follow one another go out in their order.
            await channel.BasicPublishAsync(message.Exchange, message.RoutingKey, mandatory: true, properties, message.Body, either.Token).ConfigureAwait(false);
        }
        catch (PublishException problem) when (problem.IsReturn)
        {
            throw new BrokerLinkException(
                $"No queue takes what is published on '{message.Exchange}': the service that reads it has never run in the virtual host '{_settings.VirtualHost}'.", problem);
        }
        catch (PublishException problem)
        {
            throw new BrokerLinkException($"The broker refuses what is published on '{message.Exchange}': its queue is full.", problem);
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new BrokerLinkException("The connection was lost before the broker confirmed.", problem);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw new BrokerLinkException(channel.CloseReason is { } reason ? BrokerWords.OfClose(reason, _settings) : $"Publishing failed: {problem.Message}", problem);
        }
    }

    private async Task OpenChannelAsync(CancellationToken cancellation)
    {
        // Without the library's own limit: whoever sends says how much may be under way.
        IChannel channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null),
            cancellation).ConfigureAwait(false);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            _problem = BrokerWords.OfClose(reason, _settings);
            // One that was closed before it was in use is the opener's to deal with.
            if (Interlocked.CompareExchange(ref _channel, null, channel) == channel && !_lost.IsCancellationRequested)
            {
                _ = Task.Run(ReopenAsync);
            }

            return Task.CompletedTask;
        };
        Volatile.Write(ref _channel, channel);
        if (!channel.IsOpen && Interlocked.CompareExchange(ref _channel, null, channel) == channel)
        {
            // It was closed before anybody looked: kept, it would refuse everything for as long as the connection stands.
            throw new BrokerLinkException(_problem ?? "The broker closed the channel at once.");
        }
    }

    private async Task ReopenAsync()
    {
        while (Volatile.Read(ref _channel) is null && _connection.IsOpen)
        {
            try
            {
                await _time.Delay(ReopenAfter, _lost).ConfigureAwait(false);
                await OpenChannelAsync(_lost).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Tried again while the connection stands; when it does not, a new one brings a new publisher.
            }
        }
    }
}
