using Auditor.Ledger;

namespace Auditor.AuditWriter.Verifying;

/// <summary>A verification as this process has it in hand.</summary>
internal sealed class VerificationJob(Verification asked) : IProgress<VerificationProgress>, IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private volatile Verification _state = asked;

    public Verification State
    {
        get => _state;
        set => _state = value;
    }

    public CancellationToken Cancellation => _cancel.Token;

    public void Report(VerificationProgress value) => _state = _state with { Read = value.Entries, Total = value.Total };

    public void Cancel()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at this moment.
        }
    }

    public void Dispose() => _cancel.Dispose();
}
