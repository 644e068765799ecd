using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// The evidence bundle (docs/export.md). The log is searched first, then read in its order. Each entry is held against the log's tiles
/// as it is written: a bundle that would not verify is not made. Without a filter the bundle claims to hold the whole log, and does:
/// also the places of entries that were erased.
/// </summary>
internal sealed class BundleExport(IAuditLog log, ILedgerStore ledger, LedgerKey key) : IExportWriter
{
    private const int EnoughBytes = 64 * 1024;

    public async Task WriteAsync(ExportRun run, Stream file, CancellationToken cancellation)
    {
        StoredCheckpoint checkpoint = await ledger.LatestCheckpointAsync(cancellation)
            ?? throw new ExportFailedException("The log has signed no checkpoint yet. Wait a moment and ask again.");
        BundlePositions positions = await FindAsync(run, checkpoint.Size, cancellation);
        var tiles = new BundleTiles(ledger, checkpoint.Size);
        var first = new List<long>();
        await using var report = new EvidenceReport(run, key.Signer.Verifier, checkpoint);
        using var zip = new EvidenceZip(file);
        await zip.AddAsync(
            EvidenceNames.Entries, CompressionLevel.Fastest, stream => WriteEntriesAsync(stream, run, positions, tiles, first, report, cancellation));
        await zip.AddAsync(EvidenceNames.Checkpoint, checkpoint.Note);
        await zip.AddAsync(EvidenceNames.Key, Encoding.UTF8.GetBytes(key.Signer.Verifier + "\n"));
        foreach (TileAddress address in tiles.Needed())
        {
            // Hashes do not compress.
            await zip.AddAsync(address.Path, await tiles.ReadAsync(address, cancellation), CompressionLevel.NoCompression);
        }

        if (run.Written <= EvidenceNames.MostProofs)
        {
            await WriteProofsAsync(zip, checkpoint, first, cancellation);
        }

        await zip.AddAsync(EvidenceNames.Report, CompressionLevel.Fastest, stream => report.WriteAsync(stream, cancellation));
        await zip.AddAsync(EvidenceNames.Words, VerifyingInWords.Of(key.Signer.Verifier));
        await zip.AddAsync(EvidenceNames.Manifest, ManifestOf(run, checkpoint, zip.Files).ToBytes());
    }

    /// <summary>Searches by time, as searches go, and remembers the places.</summary>
    private async Task<BundlePositions> FindAsync(ExportRun run, long size, CancellationToken cancellation)
    {
        var positions = new BundlePositions(size);
        if (run.Export.Filter.Count == 0)
        {
            positions.AddAll();
            run.AddNotCheckpointed(await ledger.CountLeavesAsync(cancellation) - size + await ledger.CountUnsequencedAsync(cancellation));
            return positions;
        }

        await foreach (AttestedEntry found in MatchingEntries.ReadAsync(log, run.Filter, cancellation))
        {
            if (found.Position < size)
            {
                positions.Add(found.Position.Value);
            }
            else
            {
                run.AddNotCheckpointed(1);
            }
        }

        return positions;
    }

    private async Task WriteEntriesAsync(
        Stream stream, ExportRun run, BundlePositions positions, BundleTiles tiles, List<long> first, EvidenceReport report, CancellationToken cancellation)
    {
        var lines = new ArrayBufferWriter<byte>(EnoughBytes * 2);
        foreach ((long from, int count) in positions.Stretches())
        {
            foreach (LoggedEntry entry in await ReadAsync(from, count, cancellation))
            {
                if (!positions.Has(entry.Position))
                {
                    continue;
                }

                await RequireAttestedAsync(entry, tiles, cancellation);
                new EvidenceLine(entry.Position, entry.Attested).Write(lines);
                if (entry.Attested is { } attested)
                {
                    report.Add(WireFormat.Deserialize<AuditEntry>(attested.Span) with { Position = entry.Position });
                    AddIfFew(first, entry.Position);
                }

                run.AddWritten();
            }

            if (lines.WrittenCount >= EnoughBytes)
            {
                await stream.WriteAsync(lines.WrittenMemory, cancellation);
                lines.ResetWrittenCount();
            }
        }

        await stream.WriteAsync(lines.WrittenMemory, cancellation);
    }

    private static void AddIfFew(List<long> first, long position)
    {
        if (first.Count <= EvidenceNames.MostProofs)
        {
            first.Add(position);
        }
    }

    private async Task<IReadOnlyList<LoggedEntry>> ReadAsync(long from, int count, CancellationToken cancellation)
    {
        IReadOnlyList<LoggedEntry> entries = await ledger.ReadAsync(from, count, cancellation);
        return entries.Count == count && entries[^1].Position == from + count - 1
            ? entries
            : throw new ExportFailedException($"The log's store has a hole between the positions {from} and {from + count - 1}. 'auditor verify' tells more.");
    }

    private static async Task RequireAttestedAsync(LoggedEntry entry, BundleTiles tiles, CancellationToken cancellation)
    {
        TreeHash logged = await tiles.HashAtAsync(entry.Position, cancellation);
        if (entry.Attested is { } attested && EntryLeaf.HashOfAttested(attested.Span) != logged)
        {
            throw new ExportFailedException(
                $"The entry {entry.EntryId} at position {entry.Position} is not what the log has signed: somebody changed it. "
                + "No bundle can prove it; 'auditor verify' tells more.");
        }
    }

    private async Task WriteProofsAsync(EvidenceZip zip, StoredCheckpoint checkpoint, List<long> positions, CancellationToken cancellation)
    {
        var note = SignedNote.Parse(checkpoint.Note.Span);
        FetchedTiles tiles = await FetchedTiles.FetchAsync(
            ledger, positions.SelectMany(position => InclusionProof.TilesNeeded(position, checkpoint.Size)).Distinct(), cancellation);
        foreach (long position in positions)
        {
            var proof = new LogProof { Index = position, Path = InclusionProof.Create(position, checkpoint.Size, tiles), Checkpoint = note };
            await zip.AddAsync(EvidenceNames.ProofOf(position), proof.ToBytes());
        }
    }

    private EvidenceManifest ManifestOf(ExportRun run, StoredCheckpoint checkpoint, IReadOnlyDictionary<string, EvidenceFile> files) => new()
    {
        Format = EvidenceNames.Format,
        CreatedAt = run.Export.RequestedAt,
        CreatedBy = ReportWords.NameOf(run.Export.RequestedBy),
        Origin = key.Signer.Verifier.Name,
        Size = checkpoint.Size,
        Entries = run.Written,
        Filter = JsonSerializer.SerializeToElement(run.Export.Filter),
        Files = files,
    };
}
