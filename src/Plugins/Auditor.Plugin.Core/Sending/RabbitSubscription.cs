using Auditor.Plugin.Core.Clients;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Plugin.Core.Sending;

/// <summary>
/// Something that is heard or taken from the broker, set up anew on every connection, and after every mistake that the broker
/// answers by closing the channel.
/// </summary>
internal sealed class RabbitSubscription : IDisposable
{
    private const string Where = "Broker";
    private const ushort TakenAhead = 16;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly RabbitMqLink _link;
    private readonly Func<IChannel, CancellationToken, Task> _setUp;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly CancellationTokenSource _stop;

    private RabbitSubscription(RabbitMqLink link, Func<IChannel, CancellationToken, Task> setUp, TimeProvider time, IPluginLog log, CancellationToken stop)
    {
        _link = link;
        _setUp = setUp;
        _time = time;
        _log = log;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        CancellationToken ended = _stop.Token;
        _ = Task.Run(() => RunAsync(ended), CancellationToken.None);
    }

    /// <summary>Hears what is published while it is there, by a queue that goes with it.</summary>
    public static RabbitSubscription Listen(RabbitMqLink link, string exchange, string bindingKey, Action<byte[]> heard, TimeProvider time, IPluginLog log, CancellationToken stop) =>
        new(
            link,
            async (channel, cancellation) =>
            {
                QueueDeclareOk queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellation).ConfigureAwait(false);
                await channel.QueueBindAsync(queue.QueueName, exchange, bindingKey, cancellationToken: cancellation).ConfigureAwait(false);
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += (_, delivery) =>
                {
                    try
                    {
                        heard(delivery.Body.ToArray());
                    }
                    catch (Exception problem)
                    {
                        log.Error(Where, $"A listener to '{exchange}' failed.", problem);
                    }

                    return Task.CompletedTask;
                };
                await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellation).ConfigureAwait(false);
            },
            time,
            log,
            stop);

    /// <summary>Takes from a durable queue of its own, one after the other.</summary>
    public static RabbitSubscription Consume(
        RabbitMqLink link, string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take, TimeProvider time, IPluginLog log, CancellationToken stop) =>
        new(
            link,
            async (channel, cancellation) =>
            {
                // Nothing is ever given up: a consumer that is away for days, or restarts a hundred times, gets everything.
                var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = int.MaxValue };
                await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellation).ConfigureAwait(false);
                await channel.QueueBindAsync(queue, exchange, bindingKey, cancellationToken: cancellation).ConfigureAwait(false);
                await channel.BasicQosAsync(0, TakenAhead, global: false, cancellation).ConfigureAwait(false);
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += (_, delivery) => TakeAsync(channel, delivery, take, queue, time, log, cancellation);
                await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellation).ConfigureAwait(false);
            },
            time,
            log,
            stop);

    /// <summary>Ends it; what is in hand and not acknowledged comes again to the next consumer.</summary>
    public void Dispose() => _stop.Cancel();

    /// <summary>One that fails is kept in hand and tried again after a pause, so that those behind it stay behind it.</summary>
    private static async Task TakeAsync(
        IChannel channel, BasicDeliverEventArgs delivery, Func<byte[], CancellationToken, Task> take, string queue, TimeProvider time, IPluginLog log, CancellationToken cancellation)
    {
        byte[] body = delivery.Body.ToArray();
        ulong tag = delivery.DeliveryTag;
        TimeSpan pause = FirstPause;
        bool told = false;
        while (channel.IsOpen && !cancellation.IsCancellationRequested)
        {
            try
            {
                await take(body, cancellation).ConfigureAwait(false);
                await channel.BasicAckAsync(tag, multiple: false, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception problem)
            {
                if (!channel.IsOpen || cancellation.IsCancellationRequested)
                {
                    return;
                }

                if (!told)
                {
                    log.Error(Where, $"A message of '{queue}' could not be dealt with; it is tried again.", problem);
                    told = true;
                }

                await PauseAsync(time, pause, cancellation).ConfigureAwait(false);
                pause = Longer(pause);
            }
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        TimeSpan pause = FirstPause;
        string? told = null;
        while (!stop.IsCancellationRequested)
        {
            RabbitSession? session = null;
            try
            {
                session = await _link.SessionAsync(stop).ConfigureAwait(false);
                await HoldAsync(session, () => (pause, told) = (FirstPause, null), stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                if (session is not { Lost.IsCancellationRequested: true } && told != problem.Message)
                {
                    told = problem.Message;
                    _log.Error(Where, problem.Message, problem);
                }
            }

            await PauseAsync(_time, pause, stop).ConfigureAwait(false);
            pause = Longer(pause);
        }
    }

    /// <summary>Sets it up on a connection and returns when its channel is closed.</summary>
    private async Task HoldAsync(RabbitSession session, Action isUp, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, session.Lost);
        IChannel channel = await session.Connection.CreateChannelAsync(null, ended.Token).ConfigureAwait(false);
        try
        {
            var closed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            channel.ChannelShutdownAsync += (_, _) =>
            {
                closed.TrySetResult(true);
                return Task.CompletedTask;
            };
            using CancellationTokenRegistration over = ended.Token.Register(() => closed.TrySetResult(false));
            await _setUp(channel, ended.Token).ConfigureAwait(false);
            isUp();
            if (await closed.Task.ConfigureAwait(false) && channel.CloseReason is { } reason)
            {
                throw new BrokerLinkException(BrokerWords.OfClose(reason, _link.Settings));
            }
        }
        catch (Exception problem) when (problem is not (BrokerLinkException or OperationCanceledException) && channel.CloseReason is { } reason)
        {
            throw new BrokerLinkException(BrokerWords.OfClose(reason, _link.Settings), problem);
        }
        finally
        {
            ended.Cancel();
            await CloseAsync(channel).ConfigureAwait(false);
        }
    }

    private static async Task CloseAsync(IChannel channel)
    {
        try
        {
            await channel.CloseAsync().ConfigureAwait(false);
            channel.Dispose();
        }
        catch (Exception)
        {
            // It is gone with its connection.
        }
    }

    private static async Task PauseAsync(TimeProvider time, TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await time.Delay(pause, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The caller's loop sees it.
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
}
