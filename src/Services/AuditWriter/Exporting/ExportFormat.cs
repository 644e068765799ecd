namespace Auditor.AuditWriter.Exporting;

/// <summary>What an export is written as (docs/export.md).</summary>
public enum ExportFormat
{
    /// <summary>A table for spreadsheets.</summary>
    Csv,

    /// <summary>JSON Lines: every entry whole, byte for byte as the log attests it.</summary>
    Jsonl,

    /// <summary>A zip that proves itself: entries, proofs, checkpoint, key, report, and how to check it.</summary>
    Bundle,
}
