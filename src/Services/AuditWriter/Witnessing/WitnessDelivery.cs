using System.Security.Cryptography;
using Auditor.AuditWriter.Sequencing;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>Sends the newest checkpoint to every witness, each at its own pace; the sequencer never waits for it.</summary>
internal sealed partial class WitnessDelivery(
    Witnesses witnesses,
    ILeadership leadership,
    IOptions<WitnessingOptions> options,
    TimeProvider time,
    ILogger<WitnessDelivery> logger)
    : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _interval = TimeSpan.FromSeconds(options.Value.WitnessSeconds);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(witnesses.Couriers.Select(courier => ServeAsync(courier, stoppingToken)));

    /// <summary>Twice as long after each failure, to a limit, and never all at once.</summary>
    internal static TimeSpan Pause(TimeSpan interval, int failures)
    {
        TimeSpan longest = interval > LongestPause ? interval : LongestPause;
        double doubled = interval.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 20));
        double milliseconds = failures == 0 ? interval.TotalMilliseconds : Math.Min(doubled, longest.TotalMilliseconds) * RandomNumberGenerator.GetInt32(50, 101) / 100;
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    private async Task ServeAsync(WitnessCourier courier, CancellationToken stopping)
    {
        int failures = 0;
        try
        {
            while (true)
            {
                await Task.Delay(Pause(_interval, failures), time, stopping);
                failures = await TryAsync(courier, stopping) ? 0 : failures + 1;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task<bool> TryAsync(WitnessCourier courier, CancellationToken stopping)
    {
        try
        {
            return await courier.ExchangeAsync(leadership.Leads, Patience, stopping);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The store, not the witness: the sequencer's health tells of that.
            Log.CannotSend(logger, courier.Target.Target, problem.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3406, Level = LogLevel.Warning, Message = "Nothing can be sent to the witness {Witness}: {Why}")]
        public static partial void CannotSend(ILogger logger, string witness, string why);
    }
}
