using Auditor.Hosting.Bus;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Auditor.Notifier.Destinations.Feed;

/// <summary>The connection that all feeds share, each with a channel of its own. It comes back when the next delivery needs it.</summary>
internal sealed class FeedConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConnectionFactory _factory;
    private readonly SemaphoreSlim _gate = new(1);
    private IConnection? _connection;
    private volatile string? _blocked;

    public FeedConnection(IConfiguration configuration, TrustedCertificates trusted, IOptions<FeedOptions> options)
    {
        ConfirmPatience = TimeSpan.FromSeconds(options.Value.ConfirmSeconds);
        // A delivery that fails is tried again, and opens what it needs.
        _factory = configuration.BesideTheBus("Auditor.Notifier feed", Patience);
        if (_factory.Ssl.Enabled)
        {
            _factory.Ssl.CertificateValidationCallback = trusted.Accepts;
        }
    }

    /// <summary>How long the broker may take to confirm.</summary>
    public TimeSpan ConfirmPatience { get; }

    /// <summary>What the broker says while it takes nothing, for want of memory or disk; null otherwise.</summary>
    public string? Blocked => _blocked;

    /// <summary>A channel with publisher confirms, on which the exchange is known to be there.</summary>
    /// <exception cref="FeedException">It cannot be had; the message says why.</exception>
    public async Task<IChannel> OpenChannelAsync(string exchange, CancellationToken cancellation)
    {
        IConnection connection = await ConnectAsync(cancellation);
        try
        {
            IChannel channel = await CreateChannelAsync(connection, cancellation);
            try
            {
                // Looking needs no permission, so that a user who may only publish gets on where the broker's definitions have the exchange.
                await channel.ExchangeDeclarePassiveAsync(exchange, cancellation);
                return channel;
            }
            catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                await channel.DisposeAsync();
            }

            channel = await CreateChannelAsync(connection, cancellation);
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellation);
            return channel;
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            if (problem is OperationCanceledException or TimeoutException && _blocked is null)
            {
                Abandon(connection);
            }

            throw new FeedException(FeedWords.OfExchange(problem, exchange, _blocked), problem);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await CloseAsync(connection);
        }

        _gate.Dispose();
    }

    private static Task<IChannel> CreateChannelAsync(IConnection connection, CancellationToken cancellation) =>
        // Without the library's own limit: how much is under way, FeedDestination says.
        connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null),
            cancellation);

    private async Task<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_connection is { IsOpen: true } open)
            {
                return open;
            }

            if (_connection is { } lost)
            {
                _connection = null;
                await CloseAsync(lost);
            }

            _blocked = null;
            IConnection connection = await _factory.CreateConnectionAsync(cancellation);
            connection.ConnectionBlockedAsync += OnBlockedAsync;
            connection.ConnectionUnblockedAsync += OnUnblockedAsync;
            _connection = connection;
            return connection;
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw new FeedException(FeedWords.OfConnection(problem, _factory.Endpoint), problem);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>One that is open and answers nothing stays so for as long as it likes (decision 0029); the next delivery makes a new one.</summary>
    private void Abandon(IConnection silent)
    {
        if (Interlocked.CompareExchange(ref _connection, null, silent) == silent)
        {
            _ = CloseAsync(silent);
        }
    }

    private static async Task CloseAsync(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(Constants.ReplySuccess, "Goodbye", Patience, abort: true, CancellationToken.None);
            await connection.DisposeAsync();
        }
        catch (Exception problem) when (problem is IOException or OperationInterruptedException or ObjectDisposedException)
        {
            // It is gone, which is what was wanted.
        }
    }

    private Task OnBlockedAsync(object sender, ConnectionBlockedEventArgs why)
    {
        _blocked = why.Reason;
        return Task.CompletedTask;
    }

    private Task OnUnblockedAsync(object sender, AsyncEventArgs unblocked)
    {
        _blocked = null;
        return Task.CompletedTask;
    }
}
