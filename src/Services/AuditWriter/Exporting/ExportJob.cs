using Auditor.Storage;

namespace Auditor.AuditWriter.Exporting;

/// <summary>An export as this process has it in hand.</summary>
internal sealed class ExportJob(Export export, AuditFilter filter) : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly Lock _changing = new();
    private Export _export = export;

    public AuditFilter Filter => filter;

    /// <summary>Once it runs.</summary>
    public ExportRun? Run { get; set; }

    public CancellationToken Cancellation => _cancel.Token;

    /// <summary>What there is to tell of it now.</summary>
    public Export Export
    {
        get
        {
            Export now = _export;
            return Run is { } run && !now.HasEnded ? now with { Written = run.Written, NotCheckpointed = run.NotCheckpointed } : now;
        }
    }

    /// <summary>Changes what is told, unless it has ended.</summary>
    /// <returns>False when it had.</returns>
    public bool TryChange(Func<Export, Export> change)
    {
        lock (_changing)
        {
            if (_export.HasEnded)
            {
                return false;
            }

            _export = change(Export);
            return true;
        }
    }

    public void Cancel() => _cancel.Cancel();

    public void Dispose() => _cancel.Dispose();
}
