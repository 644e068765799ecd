using System.Collections.Concurrent;
using Auditor.Contracts;
using MassTransit;

namespace Auditor.Hosting.Changes;

/// <summary>
/// Sees which changes have their entry in the log. Used where the bus lives in memory: there a publish that succeeds is not yet durable
/// anywhere, and only the entry is.
/// </summary>
public sealed class AppendedChanges : IConsumer<AuditEntryAppended>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _expected = new();

    /// <summary>Announces that a change is about to be published.</summary>
    public void Expect(Guid changeId) =>
        _expected.TryAdd(changeId, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Returns when the change's entry is in the log.</summary>
    /// <exception cref="TimeoutException">It was not within half a minute; publish the change again.</exception>
    public async Task UntilAppendedAsync(Guid changeId, CancellationToken cancellation)
    {
        await _expected[changeId].Task.WaitAsync(Patience, cancellation);
        _expected.TryRemove(changeId, out _);
    }

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<AuditEntryAppended> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_expected.TryGetValue(context.Message.Entry.EntryId, out TaskCompletionSource? waiting))
        {
            waiting.TrySetResult();
        }

        return Task.CompletedTask;
    }
}
