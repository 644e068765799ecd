using Auditor.Plugin.Core.Sending;

namespace Auditor.Plugin.Tests;

/// <summary>A way to nowhere.</summary>
internal sealed class NoLink : IBrokerLink
{
    public LinkStatus Status => new(false, DateTimeOffset.UnixEpoch, "nowhere", "There is no broker.");

    public event EventHandler? StatusChanged
    {
        add { }
        remove { }
    }

    public Task SendAsync(BrokerMessage message, CancellationToken cancellation) => Task.FromException(new IOException("There is no broker."));

    public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation) =>
        Task.FromException<byte[]>(new TimeoutException("There is no broker."));

    public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) => this;

    public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) => this;

    public void Dispose()
    {
    }
}
