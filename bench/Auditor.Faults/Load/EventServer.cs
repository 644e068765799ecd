using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Faults.Load;

/// <summary>
/// What Event Server is to the services, by a plain AMQP client: takes appended entries, gives those that demand it an effect, once, reports it, and
/// acknowledges when the report is confirmed.
/// </summary>
internal sealed class EventServer(Func<Uri> broker, string file) : IAsyncDisposable
{
    public const string Queue = "auditor.event-server.harness.appended";

    /// <summary>So that the confirm of each report is not waited for one after the other.</summary>
    private const int AtOnce = 16;

    private readonly DeliveredFile _delivered = new(file);
    private CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;
    private long _taken;

    /// <summary>How long it takes with each entry, beside what it has to do.</summary>
    public TimeSpan PauseForEach { get; set; }

    /// <summary>Announcements that it is done with.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    public string File => file;

    public static bool Demands(AuditEntry entry) => entry.Outcome.MilestoneLog || entry.Outcome.Events.Count > 0;

    /// <summary>Declares its queue and consumes from now on. Returns when what is appended from now on waits for it.</summary>
    public async Task StartAsync()
    {
        await QueueReader.DeclareAsync(broker(), Queue, Exchanges.Appended);
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
        await using var link = new ConfirmingLink(broker);
        await new QueueReader(broker, Queue, AtOnce, (body, lost) => TakeAsync(body, link, lost)).RunAsync(end);
    }

    private async Task TakeAsync(byte[] body, ConfirmingLink link, CancellationToken lost)
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

        Interlocked.Increment(ref _taken);
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
