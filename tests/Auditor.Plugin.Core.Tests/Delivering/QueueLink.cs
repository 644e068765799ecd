using Auditor.Plugin.Core.Sending;

namespace Auditor.Plugin.Core.Tests.Delivering;

/// <summary>A queue that hands over what it is given, and remembers what is sent.</summary>
internal sealed class QueueLink : IBrokerLink
{
    private Func<byte[], CancellationToken, Task>? _take;

    public event EventHandler? StatusChanged
    {
        add { }
        remove { }
    }

    public LinkStatus Status { get; } = new(Connected: true, DateTimeOffset.UnixEpoch, "test", Problem: null);

    public List<BrokerMessage> Sent { get; } = [];

    public string? Queue { get; private set; }

    /// <summary>While true, sending fails, as when the broker is away.</summary>
    public bool Away { get; set; }

    /// <summary>Hands a message over; true when it was acknowledged.</summary>
    public async Task<bool> HandOverAsync(byte[] body)
    {
        try
        {
            await _take!(body, CancellationToken.None);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    public Task SendAsync(BrokerMessage message, CancellationToken cancellation)
    {
        if (Away)
        {
            throw new IOException("The broker is away.");
        }

        Sent.Add(message);
        return Task.CompletedTask;
    }

    public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation) => throw new NotSupportedException();

    public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) => throw new NotSupportedException();

    public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take)
    {
        Queue = queue;
        _take = take;
        return new Nothing();
    }

    public void Dispose()
    {
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
