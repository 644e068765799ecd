using Auditor.AuditWriter.Sequencing;
using Auditor.Storage;

namespace Auditor.AuditWriter.Exporting;

/// <summary>The writer of each format.</summary>
internal sealed class ExportWriters(IAuditLog log, ILedgerStore ledger, LedgerKey key)
{
    public IExportWriter Of(ExportFormat format) => format switch
    {
        ExportFormat.Csv => new CsvExport(log),
        ExportFormat.Jsonl => new JsonLinesExport(log),
        _ => new BundleExport(log, ledger, key),
    };
}
