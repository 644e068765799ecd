using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>A delivery pump at work, or one that has ended by itself.</summary>
internal sealed class RunningDelivery(Subscription subscription, HeldLease lease, Func<HeldLease, CancellationToken, Task> run, CancellationToken stop) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private Task? _work;

    public Subscription Subscription => subscription;

    public HeldLease Lease => lease;

    public bool HasEnded => _work is { IsCompleted: true };

    public void Start() => _work = Task.Run(() => run(lease, _stop.Token), CancellationToken.None);

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
