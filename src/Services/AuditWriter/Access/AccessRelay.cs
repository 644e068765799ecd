using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Access;

/// <summary>
/// Takes into the log what happened to keys, accounts and sessions, also what a command did while nothing ran. A crash between the
/// append and the mark makes the append happen twice, which is once.
/// </summary>
internal sealed partial class AccessRelay(IAccessStore store, OwnEntries entries, TimeProvider time, ILogger<AccessRelay> logger)
    : BackgroundService
{
    private const int BatchSize = 100;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CleanEvery = TimeSpan.FromMinutes(10);

    /// <summary>Expired sessions are kept for a while, so that a refusal can say whose it was.</summary>
    private static readonly TimeSpan KeepExpired = TimeSpan.FromDays(1);

    private bool _away;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        DateTimeOffset cleaned = default;
        do
        {
            try
            {
                await TellAsync(stoppingToken);
                if (time.GetUtcNow() - cleaned >= CleanEvery)
                {
                    cleaned = time.GetUtcNow();
                    await store.RemoveExpiredAsync(cleaned - KeepExpired, stoppingToken);
                }

                _away = false;
            }
            catch (StoreUnavailableException away)
            {
                if (!_away)
                {
                    Log.StoreIsAway(logger, away);
                }

                _away = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        while (await store.UntoldAsync(BatchSize, cancellation) is { Count: > 0 } untold)
        {
            // Together, so that they share a write.
            await Task.WhenAll(untold.Select(entry => entries.RecordAsync(entry, cancellation)));
            foreach (AuditEntry entry in untold)
            {
                await store.MarkToldAsync(entry.EntryId, cancellation);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3012, Level = LogLevel.Error, Message = "What happened to keys, accounts and sessions is not in the log yet: a store is away")]
        public static partial void StoreIsAway(ILogger logger, Exception problem);
    }
}
