using Auditor.Notifier.Changes;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Following;
using Auditor.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Delivering;

/// <summary>
/// Has a delivery pump run for every enabled subscription that this process gets the lease of, with the settings as they are now.
/// Any number of processes share the subscriptions; what one leaves, another takes.
/// </summary>
internal sealed partial class DeliveryService(
    ISubscriptionStore store,
    DestinationOpener opener,
    SharedLog log,
    ILogReader reader,
    OutcomeReports reports,
    SubscriptionChanges changes,
    DeliveryMetrics metrics,
    ServedSubscriptions state,
    IOptions<NotifierOptions> options,
    IBusControl bus,
    TimeProvider time,
    ILogger<DeliveryService> logger,
    ILogger<DeliveryPump> pumpLogger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(15);

    private readonly Dictionary<Guid, RunningDelivery> _running = [];
    private readonly string _holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():n}";
    private SubscriptionSet _known = new(-1, []);
    private long _leasedAt;

    private TimeSpan LeaseDuration => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // In memory there are no queues before the bus has started; what was published then would be gone.
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause = await TryLookAfterAsync(stoppingToken) ? Interval : AfterFailure;
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await StopAllAsync();
    }

    private async Task<bool> TryLookAfterAsync(CancellationToken stop)
    {
        try
        {
            bool changed = await store.RevisionAsync(stop) != _known.Revision;
            if (changed)
            {
                _known = await store.LoadAsync(stop);
            }

            await DropAsync();
            if (changed || _leasedAt == 0 || time.GetElapsedTime(_leasedAt) >= LeaseDuration / 3 || Missing())
            {
                await LeaseAsync(stop);
            }

            state.Served = [.. _running.Keys];
            if (state.Problem is not null)
            {
                state.Problem = null;
                Log.Back(logger);
            }

            return true;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception problem)
        {
            if (state.Problem is null)
            {
                Log.Away(logger, problem);
            }

            state.Problem = problem.Message;
            _leasedAt = 0;
            StopLost();
            return false;
        }
    }

    /// <summary>
    /// Tells those to end that are not to run, or not with these settings, and clears those that have ended. Nobody is waited for: a
    /// destination that takes its time would hold up all the others, whose leases would run out meanwhile.
    /// </summary>
    private async Task DropAsync()
    {
        StopLost();
        foreach ((Guid id, RunningDelivery running) in _running.ToArray())
        {
            Subscription? now = _known.Subscriptions.FirstOrDefault(subscription => subscription.Id == id);
            if (now is not { Enabled: true } || now.Version != running.Subscription.Version || running.HasOutlivedASecret(time.GetUtcNow()))
            {
                running.Stop();
            }

            if (running.HasEnded)
            {
                _running.Remove(id);
                await running.DisposeAsync();
                if (now is not { Enabled: true } && running.Lease.IsHeld)
                {
                    await store.ReleaseLeasesAsync([running.Lease.Lease], CancellationToken.None);
                }
            }
        }
    }

    /// <summary>Another may deliver for them now, also while the store does not say so.</summary>
    private void StopLost()
    {
        foreach (RunningDelivery running in _running.Values.Where(one => !one.Lease.IsHeld))
        {
            running.Stop();
        }
    }

    private bool Missing() => _known.Subscriptions.Any(subscription =>
        subscription.Enabled && state.Served.Contains(subscription.Id) && !_running.ContainsKey(subscription.Id));

    private async Task LeaseAsync(CancellationToken stop)
    {
        Dictionary<Guid, Subscription> wanted = _known.Subscriptions.Where(subscription => subscription.Enabled).ToDictionary(subscription => subscription.Id);
        long asOf = time.GetTimestamp();
        IReadOnlyList<DeliveryLease> leases = wanted.Count == 0
            ? []
            : await store.TakeLeasesAsync(wanted.Keys, _holder, time.GetUtcNow(), LeaseDuration, stop);
        _leasedAt = asOf;
        Dictionary<Guid, DeliveryProgress>? progress = null;
        foreach (DeliveryLease lease in leases)
        {
            if (_running.TryGetValue(lease.SubscriptionId, out RunningDelivery? running) && running.Lease.Lease.Token == lease.Token)
            {
                running.Lease.Renew(asOf);
                continue;
            }

            if (running is not null)
            {
                // The next one begins when this one has ended.
                running.Stop();
                continue;
            }

            progress ??= (await store.ListProgressAsync(stop)).ToDictionary(one => one.SubscriptionId);
            Start(wanted[lease.SubscriptionId], lease, asOf, progress.GetValueOrDefault(lease.SubscriptionId), stop);
        }
    }

    private void Start(Subscription subscription, DeliveryLease lease, long asOf, DeliveryProgress? progress, CancellationToken stop)
    {
        var held = new HeldLease(lease, time, LeaseDuration);
        held.Renew(asOf);
        var running = new RunningDelivery(subscription, time.GetUtcNow(), held, (it, token) => RunAsync(subscription, it, progress, token), stop);
        _running[subscription.Id] = running;
        running.Start();
    }

    /// <summary>Whatever ends it is said; the subscription is begun anew a moment later.</summary>
    private async Task RunAsync(Subscription subscription, HeldLease lease, DeliveryProgress? progress, CancellationToken stop)
    {
        try
        {
            progress ??= await BeginAsync(subscription, lease, stop);
            IDestination destination = opener.Open(subscription);
            await using (destination.ConfigureAwait(false))
            {
                var pump = new DeliveryPump(subscription, progress, lease, destination, log, store, reports, changes, metrics, options, time, pumpLogger);
                await pump.RunAsync(stop);
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // What was acknowledged is kept.
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, subscription.Id);
        }
        catch (Exception problem)
        {
            Log.Ended(logger, subscription.Id, problem);
            await Task.Delay(AfterFailure, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<DeliveryProgress> BeginAsync(Subscription subscription, HeldLease lease, CancellationToken stop)
    {
        IReadOnlyList<SubscriptionChange> history = await store.HistoryAsync(subscription.Id, stop);
        long position = await StartPosition.FindAsync(reader, subscription.StartAt, history[^1].ChangedAt, stop);
        var progress = new DeliveryProgress { SubscriptionId = subscription.Id, SubscriptionVersion = subscription.Version, Position = position };
        await store.SaveProgressAsync(lease.Lease, progress, stop);
        return progress;
    }

    private async Task StopAllAsync()
    {
        List<RunningDelivery> running = [.. _running.Values];
        _running.Clear();
        await Task.WhenAll(running.Select(one => one.DisposeAsync().AsTask())).WaitAsync(Farewell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            // One that has not ended may still deliver: its lease runs out by itself.
            await store.ReleaseLeasesAsync([.. running.Where(one => one.HasEnded).Select(one => one.Lease.Lease)], CancellationToken.None);
        }
        catch (StoreUnavailableException away)
        {
            // They run out by themselves.
            Log.Away(logger, away);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5041, Level = LogLevel.Error, Message = "The subscriptions cannot be looked after; it is tried again")]
        public static partial void Away(ILogger logger, Exception problem);

        [LoggerMessage(EventId = 5042, Level = LogLevel.Information, Message = "The subscriptions are looked after again")]
        public static partial void Back(ILogger logger);

        [LoggerMessage(EventId = 5043, Level = LogLevel.Information, Message = "Another process delivers for subscription {SubscriptionId} now")]
        public static partial void LeaseLost(ILogger logger, Guid subscriptionId);

        [LoggerMessage(EventId = 5044, Level = LogLevel.Error, Message = "Deliveries of subscription {SubscriptionId} ended unexpectedly and are begun anew")]
        public static partial void Ended(ILogger logger, Guid subscriptionId, Exception problem);
    }
}
