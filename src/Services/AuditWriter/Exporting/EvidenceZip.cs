using System.IO.Compression;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Exporting;

/// <summary>The zip of an evidence bundle, written file by file; each file's digest is taken as it passes.</summary>
internal sealed class EvidenceZip(Stream file) : IDisposable
{
    private readonly ZipArchive _zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
    private readonly SortedDictionary<string, EvidenceFile> _files = new(StringComparer.Ordinal);

    /// <summary>Every file so far.</summary>
    public IReadOnlyDictionary<string, EvidenceFile> Files => _files;

    public async Task AddAsync(string path, CompressionLevel compression, Func<Stream, Task> write)
    {
        ZipArchiveEntry entry = _zip.CreateEntry(path, compression);
        await using Stream into = entry.Open();
        await using var digesting = new DigestingStream(into);
        await write(digesting);
        _files.Add(path, digesting.Finish());
    }

    /// <summary>Adds a small file.</summary>
    public Task AddAsync(string path, ReadOnlyMemory<byte> content, CompressionLevel compression = CompressionLevel.Fastest) =>
        AddAsync(path, compression, stream => stream.WriteAsync(content).AsTask());

    public void Dispose() => _zip.Dispose();
}
