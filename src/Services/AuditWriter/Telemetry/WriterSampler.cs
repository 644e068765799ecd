using Auditor.AuditWriter.Sequencing;
using Auditor.Storage;

namespace Auditor.AuditWriter.Telemetry;

/// <summary>Looks up in the store what no event tells, while somebody watches; only where the sequencer leads, so that it is told once.</summary>
internal sealed partial class WriterSampler(
    WriterMetrics metrics, ILeadership leadership, ILedgerStore ledger, IFailedAppends failures, IClientSessionStore sessions, TimeProvider time, ILogger<WriterSampler> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private const int MostClients = 10_000;
    private const int ClientsAtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (metrics.IsWatched && leadership.Leads)
                {
                    await SampleAsync(stoppingToken);
                }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // A store that is away is told of by health.
                Log.NotSampled(logger, problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task SampleAsync(CancellationToken cancellation)
    {
        StoredCheckpoint? latest = await ledger.LatestCheckpointAsync(cancellation);
        metrics.Log(
            await ledger.CountLeavesAsync(cancellation),
            await ledger.CountUnsequencedAsync(cancellation),
            latest is null ? null : time.GetUtcNow() - latest.SignedAt);
        metrics.FailedAppends(await failures.CountOpenAsync(cancellation));
        long running = 0, waiting = 0;
        ClientSessionCursor? after = null;
        IReadOnlyList<ClientSession> page;
        do
        {
            page = await sessions.ListAsync(SessionStanding.Running, ClientsAtOnce, after, cancellation);
            running += page.Count;
            waiting += page.Sum(session => session.SpoolDepth ?? 0);
            after = page.Count > 0 ? new ClientSessionCursor(page[^1].FirstSeen, page[^1].SessionId) : null;
        }
        while (page.Count == ClientsAtOnce && running < MostClients);

        metrics.Clients(running, waiting);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3502, Level = LogLevel.Debug, Message = "What is measured of the store could not be looked up")]
        public static partial void NotSampled(ILogger logger, Exception problem);
    }
}
