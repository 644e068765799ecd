using System.Buffers;
using Auditor.Storage;

namespace Auditor.AuditWriter.Exporting;

/// <summary>JSON Lines: nothing is lost.</summary>
internal sealed class JsonLinesExport(IAuditLog log) : IExportWriter
{
    private const int EnoughBytes = 64 * 1024;

    public async Task WriteAsync(ExportRun run, Stream file, CancellationToken cancellation)
    {
        var lines = new ArrayBufferWriter<byte>(EnoughBytes * 2);
        await foreach (AttestedEntry entry in MatchingEntries.ReadAsync(log, run.Filter, cancellation))
        {
            EntryLine.Write(lines, entry.Position, entry.Attested.Span);
            run.AddWritten();
            if (lines.WrittenCount >= EnoughBytes)
            {
                await file.WriteAsync(lines.WrittenMemory, cancellation);
                lines.ResetWrittenCount();
            }
        }

        await file.WriteAsync(lines.WrittenMemory, cancellation);
    }
}
