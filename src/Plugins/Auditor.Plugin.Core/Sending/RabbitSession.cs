using Auditor.Plugin.Core.Connections;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Plugin.Core.Sending;

/// <summary>One connection to the broker, from its opening to its loss.</summary>
internal sealed class RabbitSession : IDisposable
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    private readonly ConnectionSettings _settings;
    private readonly CancellationTokenSource _lost = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RabbitSession(IConnection connection, ConnectionSettings settings)
    {
        Connection = connection;
        _settings = settings;
        Lost = _lost.Token;
        connection.ConnectionShutdownAsync += OnShutdownAsync;
        Asker = new RabbitAsker(connection, settings);
    }

    public IConnection Connection { get; }

    public RabbitPublisher Publisher { get; private set; } = null!;

    public RabbitAsker Asker { get; }

    /// <summary>Cancelled when the connection is gone.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Ends when the connection is gone, with the reason in words.</summary>
    public Task<string> Closed => _closed.Task;

    public static async Task<RabbitSession> OpenAsync(RabbitConnector connector, TimeProvider time, CancellationToken cancellation)
    {
        var session = new RabbitSession(await connector.ConnectAsync(cancellation).ConfigureAwait(false), connector.Settings);
        try
        {
            session.Publisher = await RabbitPublisher.OpenAsync(session.Connection, connector.Settings, time, session.Lost, cancellation).ConfigureAwait(false);
            if (!session.Connection.IsOpen)
            {
                throw new BrokerLinkException(session.Connection.CloseReason is { } reason ? BrokerWords.OfClose(reason, connector.Settings) : "The connection was lost.");
            }

            return session;
        }
        catch
        {
            await session.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends it. Not IAsyncDisposable, which net472 takes from a library that hosts on .NET 10 do not have.</summary>
    public async Task CloseAsync()
    {
        Connection.ConnectionShutdownAsync -= OnShutdownAsync;
        Dispose();
        try
        {
            await Connection.CloseAsync(200, "Goodbye", ClosePatience, abort: true, CancellationToken.None).ConfigureAwait(false);
            Connection.Dispose();
        }
        catch (Exception)
        {
            // It is gone, which is what was wanted.
        }
    }

    /// <summary>Whoever waits on it goes on; the connection itself is closed by <see cref="CloseAsync"/>.</summary>
    public void Dispose() => End("The connection was closed.");

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        End(BrokerWords.OfClose(reason, _settings));
        return Task.CompletedTask;
    }

    private void End(string reason)
    {
        if (_closed.TrySetResult(reason))
        {
            // Not on the client library's thread: whoever waits for this may do more than that thread has time for.
            _ = Task.Run(_lost.Cancel);
        }
    }
}
