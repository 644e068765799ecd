namespace Auditor.AuditWriter.Exporting;

/// <summary>How far an export is.</summary>
public enum ExportState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    Running,

    /// <summary>The file can be fetched until it expires.</summary>
    Done,

    /// <summary>There is no file; the problem says why.</summary>
    Failed,

    /// <summary>Ended by a person; there is no file.</summary>
    Cancelled,
}
