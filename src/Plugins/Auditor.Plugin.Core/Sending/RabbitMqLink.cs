using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Connections;
using RabbitMQ.Client.Events;

namespace Auditor.Plugin.Core.Sending;

/// <summary>The way to the services over RabbitMQ. Connects in the background from the start, and again whenever the connection is lost.</summary>
public sealed class RabbitMqLink : IBrokerLink
{
    private const string Where = "Broker";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly RabbitConnector _connector;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _random = new();
    private readonly Task _running;
    private TaskCompletionSource<RabbitSession> _session = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkStatus _status;
    private bool _disposed;

    /// <summary>Starts to connect, and returns at once.</summary>
    /// <param name="settings">Where to and as whom.</param>
    /// <param name="clientName">How the broker's own pages name this connection; machine and program, no person.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">The host's log.</param>
    public RabbitMqLink(ConnectionSettings settings, string clientName, TimeProvider time, IPluginLog log)
    {
        Settings = settings;
        _connector = new RabbitConnector(settings, clientName);
        _time = time;
        _log = log;
        _status = new LinkStatus(false, time.GetUtcNow(), settings.Server, "The connection is just being opened.");
        _running = Task.Run(GuardAsync);
    }

    /// <inheritdoc/>
    public event EventHandler? StatusChanged;

    /// <inheritdoc/>
    public LinkStatus Status => Volatile.Read(ref _status);

    internal ConnectionSettings Settings { get; }

    /// <inheritdoc/>
    public async Task SendAsync(BrokerMessage message, CancellationToken cancellation)
    {
        RabbitSession session = Current();
        try
        {
            await session.Publisher.SendAsync(message, cancellation).ConfigureAwait(false);
            if (!Status.Connected && !session.Lost.IsCancellationRequested)
            {
                Tell(connected: true, null);
            }
        }
        catch (BrokerLinkException problem)
        {
            if (!session.Lost.IsCancellationRequested)
            {
                // The connection stands, and still nothing can go out: people are to see that.
                Tell(connected: false, problem.Message);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation)
    {
        RabbitSession session = Current();
        using CancellationTokenSource tooLate = _time.CreateCancellationTokenSource(patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLate.Token, session.Lost);
        try
        {
            return await session.Asker.AskAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw session.Lost.IsCancellationRequested
                ? new BrokerLinkException("The connection was lost before the answer came.")
                : new TimeoutException($"Nobody answered on '{request.Exchange}' within {patience.TotalSeconds:0.#} seconds.");
        }
    }

    /// <inheritdoc/>
    public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) =>
        RabbitSubscription.Listen(this, exchange, bindingKey, heard, _time, _log, _stop.Token);

    /// <inheritdoc/>
    public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) =>
        RabbitSubscription.Consume(this, queue, exchange, bindingKey, take, _time, _log, _stop.Token);

    /// <summary>Closes the connection, and waits two seconds for it at most.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _stop.Cancel();
        try
        {
            _running.Wait(PatienceAtEnd);
        }
        catch (AggregateException)
        {
            // It was cancelled, which is what was wanted.
        }
    }

    /// <summary>The connection, as soon as there is one.</summary>
    internal Task<RabbitSession> SessionAsync(CancellationToken cancellation)
    {
        Task<RabbitSession> session;
        lock (_gate)
        {
            session = _session.Task;
        }

        return session.WaitAsync(Timeout.InfiniteTimeSpan, _time, cancellation);
    }

    private RabbitSession Current()
    {
        lock (_gate)
        {
            return _session.Task.Status == TaskStatus.RanToCompletion
                ? _session.Task.Result
                : throw new BrokerLinkException(_status.Problem ?? "There is no connection.");
        }
    }

    /// <summary>What goes wrong outside of all expectation, a library that is missing for instance, is at least said.</summary>
    private async Task GuardAsync()
    {
        try
        {
            await RunAsync().ConfigureAwait(false);
        }
        catch (Exception problem) when (!_stop.IsCancellationRequested)
        {
            _log.Error(Where, "The connection cannot be made at all.", problem);
            Tell(connected: false, $"The connection cannot be made at all: {problem.Message}");
        }
    }

    private async Task RunAsync()
    {
        TimeSpan pause = FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                RabbitSession session = await RabbitSession.OpenAsync(_connector, _time, _stop.Token).ConfigureAwait(false);
                pause = FirstPause;
                await HoldAsync(session).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Tell(connected: false, problem is BrokerLinkException ? problem.Message : $"{Settings.Server} cannot be reached: {problem.Message}");
            }

            await PauseAsync(pause).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    private async Task HoldAsync(RabbitSession session)
    {
        try
        {
            session.Connection.ConnectionBlockedAsync += OnBlockedAsync;
            session.Connection.ConnectionUnblockedAsync += OnUnblockedAsync;
            lock (_gate)
            {
                _session.TrySetResult(session);
            }

            Tell(connected: true, null);
            string reason = await session.Closed.WaitAsync(Timeout.InfiniteTimeSpan, _time, _stop.Token).ConfigureAwait(false);
            Forget();
            Tell(connected: false, reason);
        }
        finally
        {
            Forget();
            await session.CloseAsync().ConfigureAwait(false);
        }
    }

    private void Forget()
    {
        lock (_gate)
        {
            if (_session.Task.IsCompleted)
            {
                _session = new TaskCompletionSource<RabbitSession>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private Task OnBlockedAsync(object sender, ConnectionBlockedEventArgs blocked)
    {
        Tell(connected: false, $"{Settings.Server} takes nothing at the moment ({blocked.Reason}).");
        return Task.CompletedTask;
    }

    private Task OnUnblockedAsync(object sender, AsyncEventArgs unblocked)
    {
        Tell(connected: true, null);
        return Task.CompletedTask;
    }

    /// <summary>Jitter: a thousand clients do not come back in the same instant.</summary>
    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await _time.Delay(TimeSpan.FromTicks((long)(pause.Ticks * (0.5 + (_random.NextDouble() / 2)))), _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private void Tell(bool connected, string? problem)
    {
        lock (_gate)
        {
            if (_status.Connected == connected && _status.Problem == problem)
            {
                return;
            }

            _status = new LinkStatus(connected, _status.Connected == connected ? _status.Since : _time.GetUtcNow(), Settings.Server, problem);
        }

        if (connected)
        {
            _log.Info(Where, $"Connected to {Settings.Server}.");
        }
        else
        {
            _log.Error(Where, problem ?? "Not connected.");
        }

        try
        {
            StatusChanged?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception wrong)
        {
            _log.Error(Where, "A listener to the state of the connection failed.", wrong);
        }
    }
}
