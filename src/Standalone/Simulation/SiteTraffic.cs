using System.Collections.Concurrent;
using Auditor.Contracts;

namespace Auditor.Standalone.Simulation;

/// <summary>What the bus has for the plugins of the simulated sites: appended entries, and word that rules changed.</summary>
internal sealed class SiteTraffic
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _awaited = new();
    private readonly ConcurrentDictionary<object, Action<AuditRulesChanged>> _listeners = new();
    private readonly ConcurrentQueue<Func<AuditEntry, CancellationToken, Task>> _takers = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the fact's entry is in the log. Ask before the fact is published.</summary>
    public Task AppendedAsync(Guid factId) =>
        _awaited.GetOrAdd(factId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(Guid factId) => _awaited.TryRemove(factId, out _);

    public void Appended(Guid factId)
    {
        if (_awaited.TryRemove(factId, out TaskCompletionSource? waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>An Event Server takes entries.</summary>
    public void Add(Func<AuditEntry, CancellationToken, Task> take) => _takers.Enqueue(take);

    /// <summary>Every Event Server is there; until then the queue waits.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Gives an entry to every Event Server, one after the other.</summary>
    public async Task TakeAsync(AuditEntry entry, CancellationToken cancellation)
    {
        await _open.Task.WaitAsync(cancellation);
        foreach (Func<AuditEntry, CancellationToken, Task> take in _takers)
        {
            await take(entry, cancellation);
        }
    }

    public void RulesChanged(AuditRulesChanged change)
    {
        foreach (Action<AuditRulesChanged> listener in _listeners.Values)
        {
            listener(change);
        }
    }

    public void Listen(object listener, Action<AuditRulesChanged> heard) => _listeners[listener] = heard;

    public void StopListening(object listener) => _listeners.TryRemove(listener, out _);
}
