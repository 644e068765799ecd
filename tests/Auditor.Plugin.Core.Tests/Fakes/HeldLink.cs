using System.Collections.Concurrent;
using Auditor.Plugin.Core.Sending;

namespace Auditor.Plugin.Core.Tests.Fakes;

/// <summary>A link whose other side is the test.</summary>
internal sealed class HeldLink : IBrokerLink
{
    private readonly List<Action<byte[]>> _listeners = [];
    private int _asked;

    public event EventHandler? StatusChanged;

    public LinkStatus Status { get; private set; } = new(true, DateTimeOffset.UnixEpoch, "broker", null);

    /// <summary>What is answered from now on.</summary>
    public Func<BrokerMessage, Task<byte[]>> Answer { get; set; } = _ => Task.FromException<byte[]>(new TimeoutException("Nobody answered."));

    public ConcurrentQueue<BrokerMessage> Requests { get; } = new();

    public int Asked => Volatile.Read(ref _asked);

    public int Listeners => _listeners.Count;

    public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation)
    {
        Requests.Enqueue(request);
        Interlocked.Increment(ref _asked);
        return Answer(request);
    }

    public void SetConnected(bool connected)
    {
        Status = Status with { Connected = connected };
        StatusChanged?.Invoke(this, EventArgs.Empty);
    }

    public void Announce() => _listeners.ForEach(heard => heard([]));

    public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard)
    {
        Assert.Equal("auditor.rules", exchange);
        _listeners.Add(heard);
        return new Listening(() => _listeners.Remove(heard));
    }

    public Task SendAsync(BrokerMessage message, CancellationToken cancellation) => throw new NotSupportedException();

    public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
