namespace Auditor.Plugin.Core.Sending;

/// <summary>Stands in while nobody has said where the broker is: nothing goes out, everything waits, and people are told why.</summary>
public sealed class UnconfiguredLink(TimeProvider time) : IBrokerLink
{
    private const string Problem = "No connection has been set up in Management Client yet. Sign in again when that is done.";

    public event EventHandler? StatusChanged
    {
        add { }
        remove { }
    }

    public LinkStatus Status { get; } = new(Connected: false, time.GetUtcNow(), "not set up", Problem);

    public Task SendAsync(BrokerMessage message, CancellationToken cancellation) => Task.FromException(new BrokerLinkException(Problem));

    public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation) =>
        Task.FromException<byte[]>(new BrokerLinkException(Problem));

    public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) => this;

    public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) => this;

    public void Dispose()
    {
    }
}
