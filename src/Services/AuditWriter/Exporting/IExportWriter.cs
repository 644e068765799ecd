namespace Auditor.AuditWriter.Exporting;

/// <summary>Writes one format. Memory MUST NOT grow with the number of entries.</summary>
internal interface IExportWriter
{
    /// <summary>Writes the file from its beginning to its end.</summary>
    /// <exception cref="ExportFailedException">It cannot be made.</exception>
    Task WriteAsync(ExportRun run, Stream file, CancellationToken cancellation);
}
