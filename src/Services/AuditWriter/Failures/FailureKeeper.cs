using Auditor.Storage;

namespace Auditor.AuditWriter.Failures;

/// <summary>
/// Keeps failures, however long it takes: while the store is away or full the message stays unacknowledged with the broker, like any fact.
/// </summary>
internal sealed class FailureKeeper(IFailedAppends failures, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the failure is durable.</summary>
    /// <exception cref="OperationCanceledException">The host stops; the message goes back to the broker.</exception>
    public async Task KeepAsync(FailedAppend failure, CancellationToken cancellation)
    {
        TimeSpan wait = FirstWait;
        while (true)
        {
            try
            {
                await failures.AddAsync(failure, cancellation);
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(wait, time, cancellation);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
            }
        }
    }
}
