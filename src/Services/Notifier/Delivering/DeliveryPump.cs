using Auditor.Notifier.Changes;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Following;
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

    /// <summary>A position that only moved past what did not concern the destination is kept this often: nothing is lost by less.</summary>
    private static readonly TimeSpan KeptEvery = TimeSpan.FromSeconds(5);

    private DeliveryProgress _progress = new();
    private WaitingNotifications _waiting = new(Guid.Empty, new EntryFilter(new SubscriptionFilter()), 0);
    private DateTimeOffset _keptAt;

    /// <summary>Runs until stopped, the lease is lost, or the destination is given up.</summary>
    /// <param name="progress">How far it had come.</param>
    /// <param name="stop">Ends it after the entry in hand; what was acknowledged by then is kept.</param>
    /// <exception cref="LeaseLostException">Another delivers now.</exception>
    /// <exception cref="StoreUnavailableException">The store is away; begin again with what it has.</exception>
    public async Task RunAsync(DeliveryProgress progress, CancellationToken stop)
    {
        _progress = progress.SubscriptionVersion == subscription.Version ? progress : Renewed(progress);
        _waiting = new WaitingNotifications(subscription.Id, new EntryFilter(subscription.Filter), progress.Position);
        _keptAt = time.GetUtcNow();
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
            else if (!await DeliverAsync(stop))
            {
                return;
            }
        }
    }

    /// <summary>Somebody changed the subscription: it gets a new chance.</summary>
    private DeliveryProgress Renewed(DeliveryProgress progress) =>
        progress with { SubscriptionVersion = subscription.Version, Failures = 0, FailingSince = null, NextAttemptAt = null };

    /// <returns>True when the log has nothing more at this moment.</returns>
    private async Task<bool> FillAsync(CancellationToken stop)
    {
        while (_waiting.Count < destination.MostAtOnce)
        {
            FollowedPage page;
            try
            {
                page = await log.ReadAsync(_waiting.Next, stop);
            }
            catch (LogUnavailableException)
            {
                // Not the destination's fault; said once for all by who reads.
                return true;
            }

            metrics.Behind(subscription, page.End - _waiting.Settled);
            if (page.Entries.Count == 0)
            {
                return true;
            }

            foreach (FollowedEntry unreadable in _waiting.Add(page))
            {
                Log.Unreadable(logger, unreadable.Position, subscription.Id);
            }

            await KeepPassedAsync(stop);
        }

        return false;
    }

    /// <summary>How long to wait before the next delivery; zero for now.</summary>
    private TimeSpan PauseBeforeDelivery(bool atEnd)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_waiting.Count == 0)
        {
            return Idle;
        }

        if (_progress.NextAttemptAt > now)
        {
            return Shorter(_progress.NextAttemptAt.Value - now, RequestInterval);
        }

        if (atEnd && destination.CollectsFor > TimeSpan.Zero && _waiting.Count < destination.MostAtOnce)
        {
            TimeSpan left = _waiting.First.Entry.AppendedAt + destination.CollectsFor - now;
            return left > TimeSpan.Zero ? Shorter(left, Idle) : TimeSpan.Zero;
        }

        return TimeSpan.Zero;
    }

    /// <returns>False when the destination is given up.</returns>
    private async Task<bool> DeliverAsync(CancellationToken stop)
    {
        IReadOnlyList<Notification> batch = _waiting.Take(destination.MostAtOnce);
        DateTimeOffset startedAt = time.GetUtcNow();
        DeliveryReport report;
        try
        {
            report = await destination.DeliverAsync(batch, stop);
        }
        catch (Exception problem) when (!stop.IsCancellationRequested)
        {
            Log.Threw(logger, subscription.Id, problem);
            report = DeliveryReport.Failed(0, $"{problem.GetType().Name}: {problem.Message}");
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
        TimeSpan pause = RetrySchedule.Pause(failures, TimeSpan.FromMinutes(options.Value.LongestRetryMinutes), failure.RetryAfter, Random.Shared.NextDouble());
        if (_progress.FailingSince is null)
        {
            Log.Fails(logger, subscription.Id, _waiting.Settled, failure.Reason);
        }

        _progress = _progress with
        {
            Failures = failures,
            FailingSince = _progress.FailingSince ?? now,
            LastFailure = failure.Reason,
            NextAttemptAt = now + pause,
        };
        await KeepAsync(cancellation);
        if (!failure.Final && now - _progress.FailingSince < TimeSpan.FromDays(options.Value.GiveUpDays))
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

    /// <summary>Does what a person asked, while the destination fails.</summary>
    private async Task HearAsync(CancellationToken stop)
    {
        if (_progress.FailingSince is null || _waiting.Count == 0)
        {
            return;
        }

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

        _progress = _progress with { RequestsDone = requests[^1].Number, NextAttemptAt = null };
        await KeepAsync(stop);
    }

    private async Task KeepPassedAsync(CancellationToken stop)
    {
        if (_waiting.Settled != _progress.Position && time.GetUtcNow() - _keptAt >= KeptEvery)
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
            Position = _waiting.Settled,
            Erased = _progress.Erased + _waiting.TakeErased(),
        };
        await store.SaveProgressAsync(lease.Lease, kept, cancellation);
        _progress = kept;
        _keptAt = time.GetUtcNow();
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

        [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "Position {Position} cannot be read here and goes by subscription {SubscriptionId}, whose filter cannot be held against it")]
        public static partial void Unreadable(ILogger logger, long position, Guid subscriptionId);

        [LoggerMessage(EventId = 5005, Level = LogLevel.Warning, Message = "Subscription {SubscriptionId} passes over position {Position}, as was asked")]
        public static partial void Skipped(ILogger logger, Guid subscriptionId, long position);
    }
}
