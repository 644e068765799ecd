using Auditor.Contracts;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Changes;

/// <summary>
/// Tells the log of changes that are stored. The store is the outbox: a change counts as announced only after the broker confirmed it,
/// or, where there is no broker, after its entry is in the log; so a crash at any point announces it again, never not at all. Receivers
/// know it by its change id; that also makes it harmless when two replicas announce the same one.
/// </summary>
/// <param name="what">What changes, in the plural, for this host's own log.</param>
/// <param name="bus">Where it is told.</param>
/// <param name="logger">This host's own log.</param>
/// <param name="appended">Given where there is no broker.</param>
public abstract class ChangeRelay<TChange>(string what, IBusControl bus, ILogger logger, AppendedChanges? appended) : BackgroundService
{
    /// <summary>Changes announced together.</summary>
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

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes that nobody was told of, in their order.</summary>
    protected abstract Task<IReadOnlyList<TChange>> UnannouncedAsync(int maximum, CancellationToken cancellation);

    /// <summary>Everyone who has to know was told of it.</summary>
    protected abstract Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation);

    /// <summary>The change as the log is told of it.</summary>
    protected abstract ConfigurationChanged ToConfigurationChanged(TChange change);

    /// <summary>Tells whoever else has to know of the changes; they are announced when it returns.</summary>
    protected virtual Task TellOthersAsync(IReadOnlyList<TChange> changes, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
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
        IReadOnlyList<TChange> changes = await UnannouncedAsync(BatchSize, cancellation);
        if (changes.Count == 0)
        {
            return 0;
        }

        ConfigurationChanged[] told = [.. changes.Select(ToConfigurationChanged)];
        foreach (ConfigurationChanged change in told)
        {
            appended?.Expect(change.ChangeId);
            await bus.Publish(change, cancellation);
        }

        await TellOthersAsync(changes, cancellation);
        foreach (ConfigurationChanged change in told)
        {
            if (appended is not null)
            {
                await appended.UntilAppendedAsync(change.ChangeId, cancellation);
            }

            await MarkAnnouncedAsync(change.ChangeId, cancellation);
        }

        RelayLog.Announced(logger, told.Length, what);
        return told.Length;
    }

    private void Failed(TimeSpan backOff, Exception problem)
    {
        // Said once for each outage.
        if (backOff == TimeSpan.Zero)
        {
            RelayLog.Waiting(logger, what, problem);
        }
    }

    private void Recovered(TimeSpan backOff)
    {
        if (backOff > TimeSpan.Zero)
        {
            RelayLog.Resumed(logger, what);
        }
    }
}
