using Auditor.Storage;

namespace Auditor.RuleService.Book;

/// <summary>
/// Keeps the rule book up to date, by asking the store several times a second: a change made by any replica is in force on this
/// one within a second, also while there is no broker. While the store is away, the last book goes on deciding.
/// </summary>
internal sealed partial class RuleBookRefresher(IAuditRuleStore store, RuleBookHolder holder, TimeProvider time, ILogger<RuleBookRefresher> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>A store that hangs instead of failing counts as away after this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private long _confirmedAt;
    private volatile string? _problem;

    /// <summary>Why the book may be out of date; null when it is not.</summary>
    public string? Problem =>
        _problem ?? (time.GetElapsedTime(Volatile.Read(ref _confirmedAt)) > Patience ? "The rule store has not answered for more than five seconds." : null);

    /// <summary>Before the bus starts: no activity is ever decided by an empty book that should not be empty.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
        }
        catch (Exception cause) when (cause is not (OperationCanceledException or StoreUnavailableException))
        {
            throw new StoreUnavailableException($"The audit rules cannot be loaded: {cause.Message}", cause);
        }
    }

    /// <summary>Returns when the book in force is at least the one that the store had at the time of the call.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (await store.RevisionAsync(cancellation) > holder.Current.Revision)
        {
            await _loading.WaitAsync(cancellation);
            try
            {
                AuditRuleSet rules = await store.LoadAsync(cancellation);
                holder.Apply(rules);
                Log.InForce(logger, rules.Revision, rules.Rules.Count);
            }
            finally
            {
                _loading.Release();
            }
        }

        Volatile.Write(ref _confirmedAt, time.GetTimestamp());
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _loading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
                Recovered();
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(cause);
            }
        }
    }

    private void Failed(Exception cause)
    {
        // Said once for each outage, not four times a second.
        if (_problem is null)
        {
            Log.OutOfReach(logger, holder.Current.Revision, cause);
        }

        _problem = "The audit rules cannot be read: " + cause.Message;
    }

    private void Recovered()
    {
        if (_problem is not null)
        {
            _problem = null;
            Log.BackInReach(logger, holder.Current.Revision);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Rule book revision {Revision} with {Count} rules is in force")]
        public static partial void InForce(ILogger logger, long revision, int count);

        [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "The audit rules cannot be read; revision {Revision} goes on deciding")]
        public static partial void OutOfReach(ILogger logger, long revision, Exception cause);

        [LoggerMessage(EventId = 2003, Level = LogLevel.Information, Message = "The audit rules can be read again; revision {Revision} is in force")]
        public static partial void BackInReach(ILogger logger, long revision);
    }
}
