namespace Auditor.AuditWriter.Exporting;

/// <summary>What an entry about an export says; <c>step</c> in its metadata.</summary>
internal enum ExportStep
{
    Started,
    Finished,
    Failed,
    Cancelled,
    Downloaded,
    Removed,
}
