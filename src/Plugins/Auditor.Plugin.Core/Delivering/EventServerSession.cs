using Auditor.Contracts;
using Auditor.Plugin.Core.Sending;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Delivering;

/// <summary>
/// Takes appended entries to XProtect, and reports what became of them. An entry is acknowledged when all of its parts are delivered or
/// given up, and the report of that is confirmed; until then it comes back.
/// </summary>
public sealed class EventServerSession : IDisposable
{
    private readonly EventServerSetup _setup;
    private readonly string _queue;
    private readonly DeliveryMemory _memory;
    private readonly OutcomeDeliverer _deliverer;
    private readonly IDisposable _consumption;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _one = new(1);

    private EventServerSession(EventServerSetup setup)
    {
        _setup = setup;
        _queue = QueueOf(setup.Site);
        _memory = DeliveryMemory.Open(setup.Folder, setup.Log);
        _deliverer = new OutcomeDeliverer(setup, _memory);
        _consumption = setup.Link.Consume(_queue, Exchanges.Appended, "#", TakeAsync);
    }

    /// <summary>Consumes from now on, whenever the broker is there; it is not waited for.</summary>
    /// <exception cref="IOException">The folder cannot be written to, or another process delivers from it already.</exception>
    public static EventServerSession Start(EventServerSetup setup) => new(setup ?? throw new ArgumentNullException(nameof(setup)));

    /// <summary>The queue that an Event Server of a site reads; durable, so that what is published while it is away waits for it.</summary>
    public static string QueueOf(SiteRef? site) => "auditor.event-server." + RoutingKeys.Word(site?.Id ?? site?.Name ?? "all") + ".appended";

    public void Dispose()
    {
        _consumption.Dispose();
        _end.Cancel();
        // What is in hand ends at its next step; it is not acknowledged and comes back.
        _one.Wait(TimeSpan.FromSeconds(10));
        _memory.Dispose();
        _setup.Link.Dispose();
        _end.Dispose();
        _one.Dispose();
    }

    private async Task TakeAsync(byte[] body, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _end.Token);
        await _one.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            await TakeOneAsync(body, either.Token).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task TakeOneAsync(byte[] body, CancellationToken cancellation)
    {
        BrokerReport? report;
        Guid entryId;
        try
        {
            AuditEntry entry = EntryOf(body);
            entryId = entry.EntryId;
            report = await _deliverer.DeliverAsync(entry, cancellation).ConfigureAwait(false);
        }
        catch (WireException unreadable)
        {
            // Kept whole where every message that cannot be taken is kept; it does not block the rest.
            await _setup.Link.SendAsync(FailureOf(body, unreadable.Message), cancellation).ConfigureAwait(false);
            _setup.Log.Error(nameof(EventServerSession), "An announced entry could not be read; it is kept as a failed message.", unreadable);
            return;
        }

        if (report is not null)
        {
            await _setup.Link.SendAsync(new BrokerMessage(Exchanges.Outcomes, "delivered", report.Id, report.Body, entryId), cancellation).ConfigureAwait(false);
            _deliverer.Finish(entryId);
        }
    }

    /// <summary>Whole: what is to be said of it and whose it is can be read. An entry with holes would come back for ever, with all others behind it.</summary>
    /// <exception cref="WireException">It is not.</exception>
    private AuditEntry EntryOf(byte[] body)
    {
        AuditEntry? entry = WireFormat.Deserialize<AuditEntryAppended>(body).Entry;
        try
        {
            _deliverer.Check(entry);
            return entry;
        }
        catch (Exception problem) when (problem is not WireException)
        {
            throw new WireException($"The entry lacks something without which it cannot be delivered: {problem.Message}", problem);
        }
    }

    private BrokerMessage FailureOf(byte[] body, string problem)
    {
        Guid id = DeliveryIds.OfFailure(_queue, body);
        var failed = new MessageFailed
        {
            FailureId = id,
            Queue = _queue,
            BodyBase64 = Convert.ToBase64String(body),
            ContentType = WireFormat.ContentType,
            Problem = problem,
            FailedAt = _setup.Time.GetUtcNow(),
        };
        return new BrokerMessage(Exchanges.Failures, "failed", id, WireFormat.Serialize(failed));
    }
}
