using Auditor.Contracts;
using Auditor.Notifier.Formats;
using Auditor.Wire;
using RabbitMQ.Client;

namespace Auditor.Notifier.Destinations.Feed;

/// <summary>
/// One feed: every entry is a message on a topic exchange, confirmed by the broker. Many are under way at once, in their order; what counts as
/// acknowledged is the unbroken beginning.
/// </summary>
internal sealed class FeedDestination(FeedConnection connection, CloudEvent events, string exchange, string format) : IDestination
{
    private IChannel? _channel;

    public int MostAtOnce => 256;

    public async Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation)
    {
        try
        {
            // One that the broker has closed meanwhile is replaced.
            if (_channel is { IsOpen: false })
            {
                await DropChannelAsync();
            }

            _channel ??= await connection.OpenChannelAsync(exchange, cancellation);
        }
        catch (FeedException problem)
        {
            return DeliveryReport.Failed(0, problem.Message);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(connection.ConfirmPatience);
        // Calls that follow one another go out in their order; each ends when the broker has confirmed it.
        Task[] confirms = [.. notifications.Select(notification => PublishAsync(_channel, notification, patience.Token))];
        for (int next = 0; next < confirms.Length; next++)
        {
            try
            {
                await confirms[next];
            }
            catch (Exception problem)
            {
                string why = FeedWords.OfPublishing(problem, _channel, exchange, connection.Blocked);
                // Whatever of the others is still under way ends with the channel, and is published again.
                await patience.CancelAsync();
                await Task.WhenAll(confirms).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                await DropChannelAsync();
                if (next == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                return DeliveryReport.Failed(next, why);
            }
        }

        return DeliveryReport.All(notifications);
    }

    public async ValueTask DisposeAsync() => await DropChannelAsync();

    private async Task PublishAsync(IChannel channel, Notification notification, CancellationToken cancellation)
    {
        AuditEntry entry = notification.Entry;
        var properties = new BasicProperties
        {
            ContentType = CloudEvent.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = entry.EntryId.ToString("D"),
            Timestamp = new AmqpTimestamp(entry.OccurredAt.ToUnixTimeSeconds()),
        };
        // Not mandatory: a feed that nobody listens to at the moment is no failure.
        await channel.BasicPublishAsync(exchange, RoutingKeys.Of(entry), mandatory: false, properties, events.ToBytes(notification, format), cancellation);
    }

    private async Task DropChannelAsync()
    {
        if (_channel is not { } channel)
        {
            return;
        }

        _channel = null;
        try
        {
            await channel.CloseAsync(Constants.ReplySuccess, "Goodbye", abort: true);
            await channel.DisposeAsync();
        }
        catch (Exception)
        {
            // It is gone, which is what was wanted.
        }
    }
}
