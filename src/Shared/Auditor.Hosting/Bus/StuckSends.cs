using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Bus;

/// <summary>
/// Ends the host when nothing that it sends by itself gets through any more, although the broker is there: a lost connection can leave the library
/// below with one that is neither open nor closed, and it does not recover (decision 0029). Whoever keeps the service running starts it anew.
/// </summary>
internal sealed partial class StuckSends(IBusControl bus, IHostApplicationLifetime host, TimeProvider time, ILogger<StuckSends> logger)
    : BackgroundService, ISendObserver, IPublishObserver
{
    /// <summary>Of failures without a success between them, while the broker is there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long? _failingSince;
    private long _lastFailure;

    /// <summary>The host was ended for this.</summary>
    public bool Ended { get; private set; }

    /// <summary>Notes how a send ended.</summary>
    /// <param name="problem">Null when the broker has confirmed it.</param>
    public void Note(Exception? problem)
    {
        lock (_gate)
        {
            if (problem is null)
            {
                _failingSince = null;
            }
            else if (problem is OperationCanceledException or TimeoutException)
            {
                // What a send that hangs ends with. Anything else was an answer.
                _lastFailure = time.GetTimestamp();
                _failingSince ??= _lastFailure;
            }
        }
    }

    /// <summary>Ends the host if it is so.</summary>
    /// <param name="brokerIsThere">What the bus says of its connection; while it is away, failures say nothing.</param>
    public void Look(bool brokerIsThere)
    {
        lock (_gate)
        {
            if (!brokerIsThere)
            {
                _failingSince = null;
            }
            else if (_failingSince is { } since && time.GetElapsedTime(since, _lastFailure) >= Patience && !Ended)
            {
                Ended = true;
                Log.Stuck(logger, Patience.TotalSeconds);
                host.StopApplication();
            }
        }
    }

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Noted(context, problem: null);

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Noted(context, exception);

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Noted(context, problem: null);

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Noted(context, exception);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bus.ConnectSendObserver(this);
        bus.ConnectPublishObserver(this);
        while (!stoppingToken.IsCancellationRequested)
        {
            Look(bus.CheckHealth().Status == BusHealthStatus.Healthy);
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What a consumer sends goes over its queue's own channel, and has its message delivered again when it fails.</summary>
    private Task Noted(SendContext context, Exception? problem)
    {
        if (!context.TryGetPayload(out ConsumeContext? _))
        {
            Note(problem);
        }

        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1003, Level = LogLevel.Critical, Message = "For {Seconds} s nothing could be sent although the broker is there; this process ends, to be started anew")]
        public static partial void Stuck(ILogger logger, double seconds);
    }
}
