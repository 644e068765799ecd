using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Auditor.Ledger.Tests;

/// <summary>An evidence bundle whose every file can be altered before it is packed.</summary>
internal sealed class BundleBuilder
{
    public Dictionary<string, byte[]> Files { get; } = [];

    public long Entries { get; set; }

    public bool WholeLog { get; set; }

    /// <summary>A bundle of some positions of a log, with everything in its place.</summary>
    public static BundleBuilder Of(MemoryLog log, params int[] positions)
    {
        var bundle = new BundleBuilder { Entries = positions.Length, WholeLog = positions.Length == log.Entries.Count };
        Checkpoint head = Checkpoint.Parse(SignedNote.Parse(log.Note).Text);
        var lines = new ArrayBufferWriter<byte>();
        foreach (int position in positions)
        {
            new EvidenceLine(position, log.Entries[position].Attested).Write(lines);
            var tiles = new TilesOf(log);
            var proof = new LogProof { Index = position, Path = InclusionProof.Create(position, head.Size, tiles), Checkpoint = SignedNote.Parse(log.Note) };
            if (log.Entries[position].Attested is not null)
            {
                bundle.Files[EvidenceNames.ProofOf(position)] = proof.ToBytes();
            }

            var own = new TileAddress(0, position >> 8, (int)Math.Min(256, head.Size - (position >> 8 << 8)));
            foreach (TileAddress tile in InclusionProof.TilesNeeded(position, head.Size).Append(own))
            {
                bundle.Files[tile.Path] = tiles.Read(tile).ToArray();
            }
        }

        bundle.Files[EvidenceNames.Entries] = lines.WrittenSpan.ToArray();
        bundle.Files[EvidenceNames.Checkpoint] = log.Note!;
        bundle.Files[EvidenceNames.Key] = System.Text.Encoding.UTF8.GetBytes(MemoryLog.Key.Verifier + "\n");
        bundle.Files[EvidenceNames.Report] = "<html></html>"u8.ToArray();
        return bundle;
    }

    public EvidenceManifest Manifest() => new()
    {
        Format = EvidenceNames.Format,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Origin = MemoryLog.Origin,
        Size = Checkpoint.Parse(SignedNote.Parse(Files[EvidenceNames.Checkpoint]).Text).Size,
        Entries = Entries,
        Filter = JsonDocument.Parse(WholeLog ? "{}" : """{"actor":"anna"}""").RootElement,
        Files = Files.ToDictionary(file => file.Key, file => new EvidenceFile(Convert.ToHexStringLower(SHA256.HashData(file.Value)), file.Value.Length)),
    };

    public MemoryStream Pack() => Pack(Manifest().ToBytes());

    public MemoryStream Pack(byte[] manifest, params (string Name, byte[] Content)[] more)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in Files.Select(file => (file.Key, file.Value)).Append((EvidenceNames.Manifest, manifest)).Concat(more))
            {
                using Stream file = zip.CreateEntry(name).Open();
                file.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private sealed class TilesOf(MemoryLog log) : ITileReader
    {
        public ReadOnlyMemory<byte> Read(TileAddress tile) => log.ReadTileAsync(tile, CancellationToken.None).AsTask().GetAwaiter().GetResult()!.Value;
    }
}
