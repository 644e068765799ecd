using System.Security.Cryptography;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Exporting;

/// <summary>Passes on what is written, and knows its SHA-256 and its size. The other stream stays its owner's.</summary>
internal sealed class DigestingStream(Stream into) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _bytes;

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <summary>What was written.</summary>
    public EvidenceFile Finish() => new(Convert.ToHexStringLower(_hash.GetHashAndReset()), _bytes);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        into.Write(buffer);
        _hash.AppendData(buffer);
        _bytes += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await into.WriteAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span);
        _bytes += buffer.Length;
    }

    public override void Flush() => into.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
