using System.Buffers;
using System.IO.Compression;
using System.Text;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Exporting;

/// <summary>How large a file will be, by the oldest and the newest entries that match.</summary>
internal sealed class ExportEstimate(IAuditLog log, ILedgerStore ledger)
{
    private const int Sampled = 100;

    // Measured on bundles: what the hashes of an entry take, what its row in the report and its proof take while there are such.
    private const int HashBytes = 40;
    private const int RowBytes = 60;
    private const int ProofBytes = 800;
    private const int BundleBytes = 20_000;

    public async Task<ExportPreview> PreviewAsync(ExportFormat format, AuditFilter filter, CancellationToken cancellation)
    {
        long count = await log.CountAsync(filter, cancellation);
        long signed = (await ledger.LatestCheckpointAsync(cancellation))?.Size ?? 0;
        long waiting = await ledger.CountLeavesAsync(cancellation) - signed + await ledger.CountUnsequencedAsync(cancellation);
        Func<long, long> bytes = await SizeAsync(format, filter, cancellation);
        return new ExportPreview(format, count, bytes(count), Math.Max(waiting, 0));
    }

    /// <summary>The size of a file by the number of its entries.</summary>
    public async Task<Func<long, long>> SizeAsync(ExportFormat format, AuditFilter filter, CancellationToken cancellation)
    {
        var query = new AuditQuery(filter, Sampled);
        AttestedPage newest = await log.ReadAttestedAsync(query, cancellation);
        AttestedPage oldest = await log.ReadAttestedAsync(query with { OldestFirst = true }, cancellation);
        AttestedEntry[] sample = [.. newest.Entries, .. oldest.Entries];
        if (sample.Length == 0)
        {
            return _ => BundleBytes;
        }

        double perEntry = (double)BytesOf(format, sample) / sample.Length;
        return format == ExportFormat.Bundle
            ? count => (long)((perEntry + HashBytes) * count)
                + (Math.Min(count, EvidenceReport.MostRows) * RowBytes)
                + (count <= EvidenceNames.MostProofs ? count * ProofBytes : 0)
                + BundleBytes
            : count => (long)(perEntry * count);
    }

    private static long BytesOf(ExportFormat format, AttestedEntry[] sample)
    {
        if (format == ExportFormat.Csv)
        {
            var rows = new StringBuilder();
            foreach (AttestedEntry entry in sample)
            {
                CsvExport.AppendRow(rows, WireFormat.Deserialize<AuditEntry>(entry.Attested.Span));
            }

            return Encoding.UTF8.GetByteCount(rows.ToString());
        }

        var lines = new ArrayBufferWriter<byte>();
        foreach (AttestedEntry entry in sample)
        {
            EntryLine.Write(lines, entry.Position, entry.Attested.Span);
        }

        if (format == ExportFormat.Jsonl)
        {
            return lines.WrittenCount;
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(lines.WrittenSpan);
        }

        return packed.Length;
    }
}
