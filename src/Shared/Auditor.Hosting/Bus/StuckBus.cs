using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Bus;

/// <summary>
/// Ends the host when its bus worked, fell ill, and stays so although the broker lets others in: a connection that was cut can leave receivers
/// that wait for ever for one that never comes (decision 0029). Whoever keeps the service running starts it anew.
/// </summary>
internal sealed partial class StuckBus(IBusControl bus, BrokerProbe broker, IHostApplicationLifetime host, TimeProvider time, ILogger<StuckBus> logger) : BackgroundService
{
    /// <summary>
    /// Looks in a row at an ill bus and a broker that answers. Counted and not timed, so that a process that stood still meanwhile gives its bus
    /// the same chance; a bus that can come back does so in a few seconds.
    /// </summary>
    public const int Patience = 8;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private bool _worked;
    private int _stuck;

    /// <summary>The host was ended for this.</summary>
    public bool Ended { get; private set; }

    /// <summary>Ends the host if it is time to.</summary>
    /// <param name="busIsWell">All that this process receives by is there.</param>
    /// <param name="brokerAnswers">Whether the broker lets this process in; asked only when it matters.</param>
    public async Task LookAsync(bool busIsWell, Func<Task<bool>> brokerAnswers)
    {
        _worked |= busIsWell;
        // A bus that never worked has another trouble, which a new start does not end: a queue that is missing, a right that is not given.
        if (busIsWell || !_worked || !await brokerAnswers())
        {
            _stuck = 0;
        }
        else if (++_stuck >= Patience && !Ended)
        {
            Ended = true;
            Log.Stuck(logger);
            host.StopApplication();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(bus.CheckHealth().Status == BusHealthStatus.Healthy, () => broker.AnswersAsync(stoppingToken));
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1004, Level = LogLevel.Critical, Message = "The bus does not come back although the broker is there; this process ends, to be started anew")]
        public static partial void Stuck(ILogger logger);
    }
}
