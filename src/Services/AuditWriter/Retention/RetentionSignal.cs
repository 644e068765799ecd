namespace Auditor.AuditWriter.Retention;

/// <summary>Tells within this process that a run was asked for, so that nobody waits for the next look.</summary>
internal sealed class RetentionSignal : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);

    public void Set() => _asked.Release();

    /// <summary>Returns when something was asked for since the last time, or after a while.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _asked.WaitAsync(longest, cancellation);

    public void Dispose() => _asked.Dispose();
}
