using System.Collections.Concurrent;
using Auditor.Contracts;

namespace Auditor.Standalone.Simulation;

/// <summary>What the bus has for the plugins of the simulated site: appended entries, and word that rules changed.</summary>
internal sealed class SiteTraffic
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _awaited = new();
    private readonly ConcurrentDictionary<object, Action<AuditRulesChanged>> _listeners = new();
    private readonly TaskCompletionSource<Func<AuditEntry, CancellationToken, Task>> _eventServer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the fact's entry is in the log. Ask before the fact is published.</summary>
    public Task AppendedAsync(Guid factId) =>
        _awaited.GetOrAdd(factId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(Guid factId) => _awaited.TryRemove(factId, out _);

    public void Appended(AuditEntry entry)
    {
        if (_awaited.TryRemove(entry.EntryId, out TaskCompletionSource? waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>What takes an entry to XProtect; the queue waits until there is one.</summary>
    public Task<Func<AuditEntry, CancellationToken, Task>> EventServer => _eventServer.Task;

    public void ServeBy(Func<AuditEntry, CancellationToken, Task> take) => _eventServer.TrySetResult(take);

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
