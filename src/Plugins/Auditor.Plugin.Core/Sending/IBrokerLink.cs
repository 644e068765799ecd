namespace Auditor.Plugin.Core.Sending;

/// <summary>The plugin's way to the services. Connects by itself and comes back by itself; no method waits for a connection on the caller's thread.</summary>
public interface IBrokerLink : IDisposable
{
    LinkStatus Status { get; }

    /// <summary>Raised from any thread.</summary>
    event EventHandler? StatusChanged;

    /// <summary>
    /// Ends when the message is safe: confirmed by the broker, or appended to the log where there is no broker. Fails when it is not known
    /// to be; the same message may then be sent again. Messages of one caller that are under way at once keep their order.
    /// </summary>
    Task SendAsync(BrokerMessage message, CancellationToken cancellation);

    /// <summary>Request and reply.</summary>
    /// <exception cref="TimeoutException">Nobody answered within <paramref name="patience"/>.</exception>
    Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation);

    /// <summary>Hears what is published while the link is up. What is published meanwhile is not kept.</summary>
    IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard);

    /// <summary>
    /// Takes messages from a durable queue, one after the other, and acknowledges each when <paramref name="take"/> has ended; one that fails
    /// comes back after a pause. What is published while the consumer is away waits for it.
    /// </summary>
    IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take);
}
