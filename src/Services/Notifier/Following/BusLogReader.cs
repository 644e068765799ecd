using Auditor.Contracts;
using MassTransit;

namespace Auditor.Notifier.Following;

/// <summary>Asks AuditWriter, the owner of the log, over the bus.</summary>
internal sealed partial class BusLogReader(IClientFactory bus, ILogger<BusLogReader> logger) : ILogReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private int _away;

    /// <summary>True while AuditWriter does not answer.</summary>
    public bool IsAway => Volatile.Read(ref _away) != 0;

    public async Task<LogPage> ReadAsync(long? from, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            IRequestClient<LogRequested> writer = bus.CreateRequestClient<LogRequested>(RequestTimeout.After(ms: (int)Patience.TotalMilliseconds));
            LogPage page = (await writer.GetResponse<LogPage>(new LogRequested { From = from }, patience.Token)).Message;
            if (Interlocked.Exchange(ref _away, 0) != 0)
            {
                Log.Back(logger);
            }

            return page;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref _away, 1) == 0)
            {
                Log.Away(logger, problem);
            }

            throw new LogUnavailableException("AuditWriter, which has the log, does not answer.", problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5031, Level = LogLevel.Warning, Message = "The log cannot be read; what waits for destinations is delivered when AuditWriter answers again")]
        public static partial void Away(ILogger logger, Exception problem);

        [LoggerMessage(EventId = 5032, Level = LogLevel.Information, Message = "The log can be read again")]
        public static partial void Back(ILogger logger);
    }
}
