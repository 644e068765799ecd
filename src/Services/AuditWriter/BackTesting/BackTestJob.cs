namespace Auditor.AuditWriter.BackTesting;

/// <summary>A back-test as this process has it in hand.</summary>
internal sealed class BackTestJob(BackTest test) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly Lock _changing = new();
    private BackTest _test = test;

    /// <summary>Once it runs.</summary>
    public BackTestRun? Run { get; set; }

    public CancellationToken Cancellation => _cancel.Token;

    /// <summary>What there is to tell of it now.</summary>
    public BackTest Test
    {
        get
        {
            BackTest now = _test;
            return Run is { } run ? now with { Done = run.Done } : now;
        }
    }

    /// <summary>Changes what is told, unless it has ended.</summary>
    /// <returns>False when it had.</returns>
    public bool TryChange(Func<BackTest, BackTest> change)
    {
        lock (_changing)
        {
            if (_test.HasEnded)
            {
                return false;
            }

            _test = change(_test);
            return true;
        }
    }

    public void Cancel() => _cancel.Cancel();

    public void Dispose() => _cancel.Dispose();
}
