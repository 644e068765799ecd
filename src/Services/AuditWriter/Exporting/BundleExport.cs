using System.Buffers;
using System.IO.Compression;
using System.Text;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// The evidence bundle (docs/export.md). Each entry is held against the log's tiles as it is written: a bundle that would not verify
/// is not made.
/// </summary>
internal sealed class BundleExport(IAuditLog log, ILedgerStore ledger, LedgerKey key) : IExportWriter
{
    public const string EntriesFile = "entries.jsonl";

    /// <summary>Entries up to which each has a proof file of its own.</summary>
    public const int MostProofFiles = 1000;

    private const int EnoughBytes = 64 * 1024;

    public async Task WriteAsync(ExportRun run, Stream file, CancellationToken cancellation)
    {
        StoredCheckpoint checkpoint = await ledger.LatestCheckpointAsync(cancellation)
            ?? throw new ExportFailedException("The log has signed no checkpoint yet. Wait a moment and ask again.");
        var tiles = new BundleTiles(ledger, checkpoint.Size);
        var positions = new List<long>();
        await using var report = new EvidenceReport(run, key.Signer.Verifier, checkpoint);
        using (var archive = new EvidenceArchive(file))
        {
            await archive.AddAsync(
                EntriesFile, CompressionLevel.Fastest, stream => WriteEntriesAsync(stream, run, checkpoint.Size, tiles, positions, report, cancellation));
            await archive.AddAsync("checkpoint", checkpoint.Note);
            await archive.AddAsync("log.vkey", Encoding.UTF8.GetBytes(key.Signer.Verifier + "\n"));
            foreach (TileAddress address in tiles.Needed())
            {
                // Hashes do not compress.
                await archive.AddAsync(address.Path, await tiles.ReadAsync(address, cancellation), CompressionLevel.NoCompression);
            }

            if (run.Written <= MostProofFiles)
            {
                await WriteProofsAsync(archive, checkpoint, positions, cancellation);
            }

            await archive.AddAsync("report.html", CompressionLevel.Fastest, stream => report.WriteAsync(stream, cancellation));
            await archive.AddAsync("VERIFY.md", VerifyingInWords.Of(key.Signer.Verifier));
            await archive.AddAsync(EvidenceManifest.FileName, WireFormat.Serialize(ManifestOf(run, checkpoint, archive.Files)));
        }
    }

    private async Task WriteEntriesAsync(
        Stream stream, ExportRun run, long size, BundleTiles tiles, List<long> positions, EvidenceReport report, CancellationToken cancellation)
    {
        var lines = new ArrayBufferWriter<byte>(EnoughBytes * 2);
        await foreach (AttestedEntry found in MatchingEntries.ReadAsync(log, run.Filter, cancellation))
        {
            if (found.Position is not { } position || position >= size)
            {
                run.AddNotCheckpointed();
                continue;
            }

            if (!await tiles.HasAsync(position, EntryLeaf.HashOfAttested(found.Attested.Span), cancellation))
            {
                throw new ExportFailedException(
                    $"The entry {found.EntryId} at position {position} is not what the log has signed: somebody changed it. "
                    + "No bundle can prove it; 'auditor verify' tells more.");
            }

            EntryLine.Write(lines, position, found.Attested.Span);
            report.Add(WireFormat.Deserialize<AuditEntry>(found.Attested.Span) with { Position = position });
            if (positions.Count <= MostProofFiles)
            {
                positions.Add(position);
            }

            run.AddWritten();
            if (lines.WrittenCount >= EnoughBytes)
            {
                await stream.WriteAsync(lines.WrittenMemory, cancellation);
                lines.ResetWrittenCount();
            }
        }

        await stream.WriteAsync(lines.WrittenMemory, cancellation);
    }

    private async Task WriteProofsAsync(EvidenceArchive archive, StoredCheckpoint checkpoint, List<long> positions, CancellationToken cancellation)
    {
        var note = SignedNote.Parse(checkpoint.Note.Span);
        FetchedTiles tiles = await FetchedTiles.FetchAsync(
            ledger, positions.SelectMany(position => InclusionProof.TilesNeeded(position, checkpoint.Size)).Distinct(), cancellation);
        foreach (long position in positions)
        {
            var proof = new LogProof { Index = position, Path = InclusionProof.Create(position, checkpoint.Size, tiles), Checkpoint = note };
            await archive.AddAsync($"proofs/{position}.tlog-proof", proof.ToBytes());
        }
    }

    private EvidenceManifest ManifestOf(ExportRun run, StoredCheckpoint checkpoint, IReadOnlyDictionary<string, EvidenceFile> files) => new()
    {
        CreatedAt = run.Export.RequestedAt,
        CreatedBy = ReportWords.NameOf(run.Export.RequestedBy),
        Origin = key.Signer.Verifier.Name,
        Size = checkpoint.Size,
        Entries = run.Written,
        Filter = run.Export.Filter,
        Files = files,
    };
}
