namespace Auditor.AuditWriter.Appending;

/// <summary>Tells within this process that something was appended, so that the sequencer need not look all the time.</summary>
internal sealed class AppendSignal : IDisposable
{
    private readonly SemaphoreSlim _appended = new(0, 1);

    public void Set()
    {
        try
        {
            if (_appended.CurrentCount == 0)
            {
                _appended.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has just said so.
        }
    }

    /// <summary>Returns when something was appended since the last time, or after a while.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _appended.WaitAsync(longest, cancellation);

    public void Dispose() => _appended.Dispose();
}
