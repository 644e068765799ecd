using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Benchmarks;

/// <summary>
/// Both ends of the way: publishes activities with confirms, is Event Server in between, and sees each outcome come back as an entry of the log
/// (or, of the bare hops, as what they carried).
/// </summary>
internal sealed class Traffic : IAsyncDisposable
{
    private const ushort Prefetch = 1000;

    private readonly ConcurrentDictionary<Guid, long> _sentAt = new();
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly IConnection _connection;
    private readonly IConnection _eventServer;
    private readonly Hops _hops;
    private IChannel _publishing = null!;
    private IChannel _reporting = null!;
    private long _done;
    private long _announced;
    private long _announcedBytes;
    private long _outcomes;
    private long _outcomeBytes;

    private Traffic(IConnection connection, IConnection eventServer, Hops hops)
    {
        _connection = connection;
        _eventServer = eventServer;
        _hops = hops;
    }

    /// <summary>Activities whose outcome has come back.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Activities on their way.</summary>
    public int Underway => _sentAt.Count;

    public static async Task<Traffic> StartAsync(Uri broker, Hops hops)
    {
        var factory = new ConnectionFactory { Uri = broker };
        var traffic = new Traffic(await factory.CreateConnectionAsync(), await factory.CreateConnectionAsync(), hops);
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        traffic._publishing = await traffic._connection.CreateChannelAsync(confirmed);
        traffic._reporting = await traffic._eventServer.CreateChannelAsync(confirmed);
        IChannel taking = await traffic._eventServer.CreateChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: 256));
        if (hops == Hops.Product)
        {
            await taking.ExchangeDeclareAsync(Exchanges.Appended, ExchangeType.Topic, durable: true);
            await taking.QueueDeclareAsync(hops.Announced, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            await taking.QueueBindAsync(hops.Announced, Exchanges.Appended, "#");
        }

        await taking.BasicQosAsync(0, Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(taking);
        consumer.ReceivedAsync += async (_, message) =>
        {
            await traffic.TakeAsync(message.Body, message.BasicProperties.MessageId);
            await taking.BasicAckAsync(message.DeliveryTag, multiple: false);
        };
        await taking.BasicConsumeAsync(hops.Announced, autoAck: false, consumer);
        return traffic;
    }

    /// <summary>Returns when the broker has confirmed it.</summary>
    public async Task PublishAsync(ActivityObserved activity)
    {
        _sentAt[activity.ActivityId] = Stopwatch.GetTimestamp();
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent, ContentType = "application/json", MessageId = activity.ActivityId.ToString() };
        await _publishing.BasicPublishAsync(_hops.Activities, RoutingKeys.Of(activity), mandatory: true, properties, WireFormat.Serialize(activity));
    }

    /// <summary>What is measured from now on.</summary>
    public void Forget() => _milliseconds.Clear();

    /// <summary>Average size of the bodies of announced entries, and of announced outcomes.</summary>
    public (int Announced, int OutcomeAnnounced) AnnouncedSizes() => ((int)(_announcedBytes / Math.Max(1, _announced)), (int)(_outcomeBytes / Math.Max(1, _outcomes)));

    /// <summary>Average size of the bodies on an exchange, from what passes there now.</summary>
    public async Task<int> SizeOnAsync(string exchange, int messages, Func<Task> whilePassing)
    {
        await using IChannel channel = await _connection.CreateChannelAsync();
        QueueDeclareOk queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, exchange, "#");
        await whilePassing();
        long bytes = 0;
        int taken = 0;
        while (taken < messages && await channel.BasicGetAsync(queue.QueueName, autoAck: true) is { } message)
        {
            bytes += message.Body.Length;
            taken++;
        }

        // It would otherwise get a copy of everything that is measured afterwards.
        await channel.QueueDeleteAsync(queue.QueueName);
        return (int)(bytes / Math.Max(1, taken));
    }

    /// <summary>From the publish to the outcome that came back, sorted.</summary>
    public double[] Latencies()
    {
        double[] sorted = [.. _milliseconds];
        Array.Sort(sorted);
        return sorted;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _eventServer.DisposeAsync();
    }

    /// <summary>Reads only what it needs, and in the same way on both sides: what is measured lies between the ends.</summary>
    private async Task TakeAsync(ReadOnlyMemory<byte> body, string? messageId)
    {
        using var document = JsonDocument.Parse(body);
        if (_hops == Hops.Product)
        {
            await TakeEntryAsync(document.RootElement.GetProperty("entry"), body.Length);
            return;
        }

        // The bare hops carry the activity there, and a report of it back; the report is as large as the product's.
        if (document.RootElement.TryGetProperty("deliveryId", out _))
        {
            Finish(document.RootElement.GetProperty("entryId").GetGuid());
            return;
        }

        await ReportAsync(Guid.Parse(messageId!));
    }

    private async Task TakeEntryAsync(JsonElement entry, int bytes)
    {
        if (entry.GetProperty("auditableResource").ValueEquals(AuditableResources.Outcome))
        {
            Interlocked.Increment(ref _outcomes);
            Interlocked.Add(ref _outcomeBytes, bytes);
            Finish(entry.GetProperty("correlationId").GetGuid());
            return;
        }

        Interlocked.Increment(ref _announced);
        Interlocked.Add(ref _announcedBytes, bytes);
        JsonElement outcome = entry.GetProperty("outcome");
        if (outcome.GetProperty("milestoneLog").GetBoolean() || outcome.GetProperty("events").GetArrayLength() > 0)
        {
            await ReportAsync(entry.GetProperty("entryId").GetGuid());
        }
    }

    private async Task ReportAsync(Guid entryId)
    {
        var report = new OutcomeDelivered
        {
            DeliveryId = Guid.CreateVersion7(),
            EntryId = entryId,
            Tenant = Tenants.Default,
            Deliveries = [new OutcomeDelivery { Text = XProtectEvents.PlaybackAction, RuleId = entryId }],
            Host = "event-server",
            DeliveredAt = DateTimeOffset.UtcNow,
        };
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent, ContentType = "application/json" };
        await _reporting.BasicPublishAsync(_hops.Outcomes, "delivered", mandatory: true, properties, WireFormat.Serialize(report));
    }

    private void Finish(Guid entryId)
    {
        if (_sentAt.TryRemove(entryId, out long sentAt))
        {
            _milliseconds.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
            Interlocked.Increment(ref _done);
        }
    }
}
