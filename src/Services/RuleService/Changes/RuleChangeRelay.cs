using Auditor.Contracts;
using Auditor.Storage;
using MassTransit;

namespace Auditor.RuleService.Changes;

/// <summary>
/// Tells the log and everyone of changes that are stored. The store is the outbox: a change counts as announced only after the
/// broker confirmed it, or, where there is no broker, after its entry is in the log; so a crash at any point announces it again, never not at all. Receivers know it by its change id; that
/// also makes it harmless when two replicas announce the same one.
/// </summary>
internal sealed partial class RuleChangeRelay(
    IAuditRuleStore store, IBusControl bus, ILogger<RuleChangeRelay> logger, AppendedChanges? appended = null) : BackgroundService
{
    /// <summary>Changes that share one announcement of the new revision.</summary>
    private const int BatchSize = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestBackOff = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>A change was stored here; do not wait for the next look.</summary>
    public void Wake()
    {
        // One look finds every change, however many there were.
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // In memory there are no queues before the bus has started; what was published then would be gone.
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        TimeSpan backOff = TimeSpan.Zero;
        while (true)
        {
            try
            {
                while (await AnnounceAsync(stoppingToken) == BatchSize)
                {
                    // More may wait.
                }

                Recovered(backOff);
                backOff = TimeSpan.Zero;
                await _wake.WaitAsync(Interval, stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(backOff, problem);
                backOff = backOff == TimeSpan.Zero ? ShortestBackOff : TimeSpan.FromTicks(Math.Min(backOff.Ticks * 2, LongestBackOff.Ticks));
                await Task.Delay(backOff, stoppingToken);
            }
        }
    }

    /// <returns>How many changes were announced.</returns>
    private async Task<int> AnnounceAsync(CancellationToken cancellation)
    {
        IReadOnlyList<AuditRuleChange> changes = await store.UnannouncedAsync(BatchSize, cancellation);
        if (changes.Count == 0)
        {
            return 0;
        }

        foreach (AuditRuleChange change in changes)
        {
            appended?.Expect(change.ChangeId);
            await bus.Publish(RuleChangeMessages.ToConfigurationChanged(change), cancellation);
        }

        await bus.Publish(RuleChangeMessages.ToAuditRulesChanged(changes), cancellation);
        foreach (AuditRuleChange change in changes)
        {
            if (appended is not null)
            {
                await appended.UntilAppendedAsync(change.ChangeId, cancellation);
            }

            await store.MarkAnnouncedAsync(change.ChangeId, cancellation);
        }

        Log.Announced(logger, changes.Count, changes[^1].Revision);
        return changes.Count;
    }

    private void Failed(TimeSpan backOff, Exception problem)
    {
        // Said once for each outage.
        if (backOff == TimeSpan.Zero)
        {
            Log.Waiting(logger, problem);
        }
    }

    private void Recovered(TimeSpan backOff)
    {
        if (backOff > TimeSpan.Zero)
        {
            Log.Resumed(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2041, Level = LogLevel.Information, Message = "Announced {Count} rule changes, up to revision {Revision}")]
        public static partial void Announced(ILogger logger, int count, long revision);

        [LoggerMessage(EventId = 2042, Level = LogLevel.Error, Message = "Rule changes cannot be announced; they stay stored and are tried again")]
        public static partial void Waiting(ILogger logger, Exception problem);

        [LoggerMessage(EventId = 2043, Level = LogLevel.Information, Message = "Rule changes can be announced again")]
        public static partial void Resumed(ILogger logger);
    }
}
