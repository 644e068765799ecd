using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Auditor.Faults.Load;

/// <summary>
/// A connection of a plain AMQP client that publishes persistently, mandatory and with confirms, and sends again what was not confirmed, for
/// as long as it takes: what a spool does.
/// </summary>
internal sealed class ConfirmingLink(Func<Uri> broker) : IAsyncDisposable
{
    /// <summary>A confirm that takes longer counts as none; the message may then arrive twice.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _opening = new(1);
    private IConnection? _connection;
    private IChannel? _channel;
    private long _resent;

    /// <summary>How often something was sent again.</summary>
    public long Resent => Interlocked.Read(ref _resent);

    /// <summary>Returns when the broker has confirmed it.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the broker may or may not have it.</exception>
    public async Task PublishAsync(string exchange, string routingKey, byte[] body, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            IChannel? channel = null;
            try
            {
                channel = await OpenAsync(cancellation);
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                patience.CancelAfter(Patience);
                var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent, ContentType = "application/json" };
                await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, patience.Token);
                return;
            }
            catch (Exception problem) when (IsOutage(problem) && !cancellation.IsCancellationRequested)
            {
                await CloseAsync(channel);
                Interlocked.Increment(ref _resent);
                await Task.Delay(AfterTrouble, cancellation);
            }
        }
    }

    /// <summary>What may happen to a client whose broker is away.</summary>
    public static bool IsOutage(Exception problem) =>
        problem is RabbitMQClientException or OperationCanceledException or IOException or ObjectDisposedException or System.Net.Sockets.SocketException or TimeoutException;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(_channel);
        _opening.Dispose();
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancellation)
    {
        if (_channel is { IsOpen: true } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancellation);
        try
        {
            if (_channel is { IsOpen: true } meanwhile)
            {
                return meanwhile;
            }

            await DropAsync();
            _connection = await new ConnectionFactory { Uri = broker(), AutomaticRecoveryEnabled = false, RequestedConnectionTimeout = TimeSpan.FromSeconds(5) }
                .CreateConnectionAsync(cancellation);
            return _channel = await _connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <param name="channel">Which is in trouble; when there is another already, that one stays.</param>
    private async Task CloseAsync(IChannel? channel)
    {
        await _opening.WaitAsync();
        try
        {
            if (ReferenceEquals(channel, _channel))
            {
                await DropAsync();
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task DropAsync()
    {
        (IConnection? connection, _connection, _channel) = (_connection, null, null);
        if (connection is null)
        {
            return;
        }

        try
        {
            await connection.AbortAsync(TimeSpan.FromSeconds(2));
            await connection.DisposeAsync();
        }
        catch (Exception alreadyGone) when (IsOutage(alreadyGone))
        {
            // There is nothing left to close.
        }
    }
}
