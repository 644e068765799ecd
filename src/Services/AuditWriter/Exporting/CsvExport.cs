using System.Text;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Exporting;

/// <summary>CSV after RFC 4180, in UTF-8 with a byte order mark, without which Excel takes it for another encoding.</summary>
internal sealed class CsvExport(IAuditLog log) : IExportWriter
{
    private const string LineEnd = "\r\n";
    private const int EnoughLetters = 64 * 1024;

    public async Task WriteAsync(ExportRun run, Stream file, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), EnoughLetters, leaveOpen: true);
        var rows = new StringBuilder(EnoughLetters * 2);
        rows.AppendJoin(',', CsvColumns.All.Select(column => column.Name)).Append(LineEnd);
        await foreach (AttestedEntry found in MatchingEntries.ReadAsync(log, run.Filter, cancellation))
        {
            AppendRow(rows, WireFormat.Deserialize<AuditEntry>(found.Attested.Span) with { Position = found.Position });
            run.AddWritten();
            if (rows.Length >= EnoughLetters)
            {
                await writer.WriteAsync(rows, cancellation);
                rows.Clear();
            }
        }

        await writer.WriteAsync(rows, cancellation);
        await writer.FlushAsync(cancellation);
    }

    public static void AppendRow(StringBuilder rows, AuditEntry entry)
    {
        for (int i = 0; i < CsvColumns.All.Count; i++)
        {
            if (i > 0)
            {
                rows.Append(',');
            }

            CsvCell.Append(rows, CsvColumns.All[i].Value(entry));
        }

        rows.Append(LineEnd);
    }
}
