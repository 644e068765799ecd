using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>A delivery pump at work, or one that has ended.</summary>
internal sealed class RunningDelivery(
    Subscription subscription, DateTimeOffset startedAt, HeldLease lease, Func<HeldLease, CancellationToken, Task> run, CancellationToken stop) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private Task? _work;

    public Subscription Subscription => subscription;

    public HeldLease Lease => lease;

    public bool HasEnded => _work is { IsCompleted: true };

    public void Start() => _work = Task.Run(() => run(lease, _stop.Token), CancellationToken.None);

    /// <summary>Tells it to end, and does not wait until it has: a destination may take its time.</summary>
    public void Stop()
    {
        if (!_stop.IsCancellationRequested)
        {
            _ = _stop.CancelAsync();
        }
    }

    /// <summary>True when a secret that was in force when it was begun is over.</summary>
    public bool HasOutlivedASecret(DateTimeOffset now) => subscription.Secrets.Any(secret => secret.ExpiresAt > startedAt && secret.ExpiresAt <= now);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_work is not null)
        {
            await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }
}
