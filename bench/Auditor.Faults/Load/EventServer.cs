using System.Threading.Channels;
using Auditor.Contracts;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Faults.Load;

/// <summary>
/// What Event Server is to the services, by a plain AMQP client: takes appended entries, gives those that demand it an effect, once, reports it, and
/// acknowledges when the report is confirmed.
/// </summary>
internal sealed class EventServer(Func<Uri> broker, string file) : IAsyncDisposable
{
    public const string Queue = "auditor.event-server.harness.appended";

    private const ushort Prefetch = 100;

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMilliseconds(500);

    private readonly DeliveredFile _delivered = new(file);
    private CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;
    private long _taken;

    /// <summary>How long it takes with each entry, beside what it has to do.</summary>
    public TimeSpan PauseForEach { get; set; }

    /// <summary>Announcements that were acknowledged.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    public string File => file;

    public static bool Demands(AuditEntry entry) => entry.Outcome.MilestoneLog || entry.Outcome.Events.Count > 0;

    /// <summary>Declares its queue and consumes from now on. Returns when what is appended from now on waits for it.</summary>
    public async Task StartAsync()
    {
        await using (IConnection connection = await new ConnectionFactory { Uri = broker() }.CreateConnectionAsync())
        {
            await using IChannel channel = await connection.CreateChannelAsync();
            await channel.ExchangeDeclareAsync(Exchanges.Appended, ExchangeType.Topic, durable: true);
            var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = int.MaxValue };
            await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, arguments);
            await channel.QueueBindAsync(Queue, Exchanges.Appended, "#");
        }

        Begin();
    }

    /// <summary>Ends with entries in hand, forgets all but its file, and starts again.</summary>
    public async Task RestartAsync(TimeSpan down)
    {
        await _end.CancelAsync();
        await _running;
        await Task.Delay(down);
        Begin();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }

    private void Begin()
    {
        _delivered.Open();
        _end = new CancellationTokenSource();
        _running = Task.Run(() => RunAsync(_end.Token));
    }

    private async Task RunAsync(CancellationToken end)
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
        await using var link = new ConfirmingLink(broker);
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
            await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, end);
            // Several at a time, so that the confirm of each report is not waited for one after the other.
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => TakeAsync(channel, taken.Reader, link, lost.Token)));
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

    private async Task TakeAsync(IChannel channel, ChannelReader<(ulong Tag, byte[] Body)> taken, ConfirmingLink link, CancellationToken lost)
    {
        await foreach ((ulong tag, byte[] body) in taken.ReadAllAsync(lost))
        {
            if (PauseForEach > TimeSpan.Zero)
            {
                await Task.Delay(PauseForEach, lost);
            }

            AuditEntry entry = WireFormat.Deserialize<AuditEntryAppended>(body.AsSpan()).Entry;
            if (Demands(entry))
            {
                DeliveredFile.Delivery delivery = _delivered.Deliver(entry.EntryId);
                await link.PublishAsync(Exchanges.Outcomes, "delivered", WireFormat.Serialize(ReportOf(entry, delivery)), lost);
            }

            await channel.BasicAckAsync(tag, multiple: false, lost);
            Interlocked.Increment(ref _taken);
        }
    }

    private static OutcomeDelivered ReportOf(AuditEntry entry, DeliveredFile.Delivery delivery) => new()
    {
        DeliveryId = delivery.DeliveryId,
        EntryId = delivery.EntryId,
        Tenant = entry.Tenant,
        Deliveries = [.. entry.Outcome.Events.Select(fired => new OutcomeDelivery { Text = fired.Name, RuleId = fired.RuleId })],
        Host = "event-server",
        DeliveredAt = delivery.DeliveredAt,
    };
}
