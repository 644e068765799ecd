using Auditor.Notifier.Changes;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Following;
using Auditor.Notifier.Formats;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Delivering;

/// <summary>
/// Takes one subscription's entries from the log to its destination, in the log's order, each until it is acknowledged. The log is the
/// queue: nothing is held here but a few entries and a position, so a destination that is away holds up nobody and loses nothing.
/// Whatever ends this, the next one goes on from the position that was kept: at least once.
/// </summary>
internal sealed partial class DeliveryPump(
    Subscription subscription,
    DeliveryProgress progress,
    HeldLease lease,
    IDestination destination,
    SharedLog log,
    ISubscriptionStore store,
    OutcomeReports reports,
    SubscriptionChanges changes,
    DeliveryMetrics metrics,
    IOptions<NotifierOptions> options,
    TimeProvider time,
    ILogger<DeliveryPump> logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RequestInterval = TimeSpan.FromSeconds(1);

    private const int LongestReason = 500;

    /// <summary>A position that only moved past what did not concern the destination is kept this often: nothing is lost by less.</summary>
    private static readonly TimeSpan KeptEvery = TimeSpan.FromSeconds(5);

    private readonly RetryClock _clock = new(time);
    private readonly SubscriptionBacklog _waiting = new(subscription, progress, log, metrics, time, logger);
    private DeliveryProgress _progress = progress.SubscriptionVersion == subscription.Version ? progress : Renewed(progress, subscription.Version);
    private long _keptAt = time.GetTimestamp();
    private bool _heard;
    private int _oneByOne;

    private TimeSpan LongestRetry => TimeSpan.FromMinutes(options.Value.LongestRetryMinutes);

    /// <summary>Runs until stopped, the lease is lost, or the destination is given up.</summary>
    /// <param name="stop">Ends it after the entry in hand; what was acknowledged by then is kept.</param>
    /// <exception cref="LeaseLostException">Another delivers now.</exception>
    /// <exception cref="StoreUnavailableException">The store is away; begin again with what it has.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        _clock.Resume(_progress, RetrySchedule.Longest(LongestRetry));
        while (!stop.IsCancellationRequested && lease.IsHeld)
        {
            bool atEnd = await FillAsync(stop);
            await HearAsync(stop);
            TimeSpan pause = PauseBeforeDelivery(atEnd);
            if (pause > TimeSpan.Zero)
            {
                await KeepPassedAsync(stop);
                await Task.Delay(pause, time, stop);
            }
            else if (await RefreshAsync(stop) && !await DeliverAsync(stop))
            {
                return;
            }
        }
    }

    /// <summary>Somebody changed the subscription: it gets a new chance.</summary>
    private static DeliveryProgress Renewed(DeliveryProgress progress, long version) =>
        progress with { SubscriptionVersion = version, Failures = 0, FailingSince = null, TriedFor = TimeSpan.Zero, NextAttemptAt = null };

    /// <returns>True when the log has nothing more at this moment.</returns>
    private Task<bool> FillAsync(CancellationToken stop) => _waiting.FillAsync(destination.MostAtOnce, () => KeepPassedAsync(stop), stop);

    /// <summary>What has waited for long is read again: what was erased meanwhile is not told.</summary>
    /// <returns>False when nothing is left to tell.</returns>
    private async Task<bool> RefreshAsync(CancellationToken stop)
    {
        if (_waiting.IsOld)
        {
            _waiting.Forget();
            await FillAsync(stop);
        }

        return _waiting.Count > 0;
    }

    /// <summary>How long to wait before the next delivery; zero for now.</summary>
    private TimeSpan PauseBeforeDelivery(bool atEnd)
    {
        if (_waiting.Count == 0)
        {
            return Idle;
        }

        if (_clock.Left is var left && left > TimeSpan.Zero)
        {
            return Shorter(left, RequestInterval);
        }

        return atEnd && _waiting.Count < destination.MostAtOnce ? Shorter(LeftToCollect(), Idle) : TimeSpan.Zero;
    }

    /// <summary>Counted from when the first was appended; not longer than it is here, whatever the clocks say.</summary>
    private TimeSpan LeftToCollect()
    {
        if (destination.CollectsFor <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        TimeSpan left = Shorter(_waiting.First.Entry.AppendedAt + destination.CollectsFor - time.GetUtcNow(), destination.CollectsFor - _waiting.FirstWaitedFor());
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <returns>False when the destination is given up.</returns>
    private async Task<bool> DeliverAsync(CancellationToken stop)
    {
        IReadOnlyList<Notification> batch = _waiting.Take(_oneByOne > 0 ? 1 : destination.MostAtOnce);
        DateTimeOffset startedAt = time.GetUtcNow();
        DeliveryReport report;
        try
        {
            report = await destination.DeliverAsync(batch, stop);
        }
        catch (Exception problem) when (!stop.IsCancellationRequested)
        {
            Log.Threw(logger, subscription.Id, problem);
            report = DeliveryReport.Failed(0, CleanText.Shortened(CleanText.OneLine($"{problem.GetType().Name}: {problem.Message}"), LongestReason));
            // One of them may be what it stumbles over: alone, the others get through, and that one can be passed over.
            _oneByOne = Math.Max(_oneByOne, batch.Count);
        }

        metrics.Attempted(subscription, batch, report, startedAt);
        // What was acknowledged counts, also when the stop came meanwhile.
        using var grace = new CancellationTokenSource();
        using CancellationTokenRegistration stopping = stop.Register(() => grace.CancelAfter(Grace));
        await AcknowledgeAsync(batch, report, grace.Token);
        // One that was told to end has not failed.
        return report.Failure is not { } failure || stop.IsCancellationRequested || await FailAsync(failure, grace.Token);
    }

    private async Task AcknowledgeAsync(IReadOnlyList<Notification> batch, DeliveryReport report, CancellationToken cancellation)
    {
        if (report.Acknowledged == 0)
        {
            return;
        }

        await reports.ReportAsync(subscription, batch.Take(report.Acknowledged), cancellation);
        Notification last = batch[report.Acknowledged - 1];
        _waiting.Settle(report.Acknowledged);
        _oneByOne = Math.Max(0, _oneByOne - report.Acknowledged);
        if (_progress.FailingSince is not null)
        {
            Log.WorksAgain(logger, subscription.Id, _waiting.Settled);
        }

        _progress = _progress with
        {
            AcknowledgedPosition = last.Position,
            AcknowledgedEntryId = last.Entry.EntryId,
            AcknowledgedAt = time.GetUtcNow(),
            Delivered = _progress.Delivered + report.Acknowledged,
            Failures = 0,
            FailingSince = null,
            TriedFor = TimeSpan.Zero,
            LastFailure = null,
            NextAttemptAt = null,
        };
        await KeepAsync(cancellation);
    }

    /// <returns>False when the destination is given up.</returns>
    private async Task<bool> FailAsync(DeliveryFailure failure, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        int failures = _progress.Failures + 1;
        TimeSpan pause = RetrySchedule.Pause(failures, LongestRetry, failure.RetryAfter, Random.Shared.NextDouble());
        TimeSpan tried = _clock.Failed(pause);
        if (_progress.FailingSince is null)
        {
            Log.Fails(logger, subscription.Id, _waiting.Settled, failure.Reason);
        }

        _progress = _progress with
        {
            Failures = failures,
            FailingSince = _progress.FailingSince ?? now,
            TriedFor = _progress.FailingSince is null ? TimeSpan.Zero : _progress.TriedFor + tried,
            LastFailure = failure.Reason,
            NextAttemptAt = now + pause,
        };
        await KeepAsync(cancellation);
        if (!failure.Final && _progress.TriedFor < TimeSpan.FromDays(options.Value.GiveUpDays))
        {
            return true;
        }

        // Refused when somebody changes it this very moment; then it begins anew with what it is now.
        if ((await changes.DisableAsync(subscription, failure.Reason, _progress.Position, _progress.FailingSince, cancellation)).Stored)
        {
            Log.GaveUp(logger, subscription.Id, _progress.Position, failure.Reason);
        }

        return false;
    }

    /// <summary>Does what a person asked, while the destination fails; and at first, because what was asked is what began this anew.</summary>
    private async Task HearAsync(CancellationToken stop)
    {
        if (_waiting.Count == 0 || (_heard && _progress.FailingSince is null))
        {
            return;
        }

        _heard = true;
        IReadOnlyList<DeliveryRequest> requests = await store.RequestsAsync(subscription.Id, _progress.RequestsDone, stop);
        if (requests.Count == 0)
        {
            return;
        }

        foreach (DeliveryRequest request in requests)
        {
            if (_waiting.Count > 0 && request.SkipPosition == _waiting.First.Position)
            {
                Log.Skipped(logger, subscription.Id, _waiting.First.Position);
                _waiting.Settle(1);
            }
        }

        _clock.Hurry();
        _progress = _progress with { RequestsDone = requests[^1].Number, NextAttemptAt = null };
        await KeepAsync(stop);
    }

    private async Task KeepPassedAsync(CancellationToken stop)
    {
        if ((_waiting.Settled != _progress.Position || _waiting.LogId != _progress.LogId) && time.GetElapsedTime(_keptAt) >= KeptEvery)
        {
            await KeepAsync(stop);
        }
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        DeliveryProgress kept = _progress with
        {
            SubscriptionId = subscription.Id,
            SubscriptionVersion = subscription.Version,
            LogId = _waiting.LogId,
            Position = _waiting.Settled,
            Erased = _progress.Erased + _waiting.TakeErased(),
        };
        await store.SaveProgressAsync(lease.Lease, kept, cancellation);
        _progress = kept;
        _keptAt = time.GetTimestamp();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static partial class Log
    {
        [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "Subscription {SubscriptionId} fails at position {Position}: {Reason}")]
        public static partial void Fails(ILogger logger, Guid subscriptionId, long position, string reason);

        [LoggerMessage(EventId = 5002, Level = LogLevel.Information, Message = "Subscription {SubscriptionId} works again, at position {Position}")]
        public static partial void WorksAgain(ILogger logger, Guid subscriptionId, long position);

        [LoggerMessage(EventId = 5003, Level = LogLevel.Error, Message = "A delivery of subscription {SubscriptionId} ended unexpectedly and is tried again")]
        public static partial void Threw(ILogger logger, Guid subscriptionId, Exception problem);

        [LoggerMessage(EventId = 5006, Level = LogLevel.Error, Message = "Subscription {SubscriptionId} is given up at position {Position} and disabled: {Reason}")]
        public static partial void GaveUp(ILogger logger, Guid subscriptionId, long position, string reason);

        [LoggerMessage(EventId = 5005, Level = LogLevel.Warning, Message = "Subscription {SubscriptionId} passes over position {Position}, as was asked")]
        public static partial void Skipped(ILogger logger, Guid subscriptionId, long position);
    }
}
