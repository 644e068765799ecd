using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.Faults.Load;

/// <summary>A downstream system on the feed, by a plain AMQP client with a durable queue of its own.</summary>
internal sealed class FeedSubscriber(Func<Uri> broker) : IAsyncDisposable
{
    private const string Queue = "subscriber-harness.feed";

    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;

    public Received Received { get; } = new();

    /// <summary>Returns when what is published to the feed from now on waits for it.</summary>
    public async Task StartAsync()
    {
        await QueueReader.DeclareAsync(broker(), Queue, Exchanges.Entries);
        _running = Task.Run(() => new QueueReader(broker, Queue, atOnce: 1, TakeAsync).RunAsync(_end.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }

    private Task TakeAsync(byte[] body, CancellationToken lost)
    {
        using var cloudEvent = JsonDocument.Parse(body);
        Received.Add(cloudEvent.RootElement.GetProperty("id").GetGuid());
        return Task.CompletedTask;
    }
}
