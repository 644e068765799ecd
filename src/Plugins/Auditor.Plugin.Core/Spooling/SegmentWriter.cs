namespace Auditor.Plugin.Core.Spooling;

/// <summary>Appends records to one segment file. For one thread.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly Stream _file;
    private readonly RecordCipher _cipher;
    private readonly Action<Stream> _flush;

    /// <param name="segment">A file that is not there yet.</param>
    /// <param name="cipher">Seals what is written.</param>
    /// <param name="startedTicks">Now, in UTC ticks.</param>
    /// <param name="flush">Makes sure that the disk has what was written.</param>
    public SegmentWriter(Segment segment, RecordCipher cipher, long startedTicks, Action<Stream> flush)
    {
        Segment = segment;
        StartedTicks = startedTicks;
        _cipher = cipher;
        _flush = flush;
        _file = new FileStream(segment.Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, 64 * 1024);
    }

    public Segment Segment { get; }

    public long StartedTicks { get; }

    public long Length { get; private set; }

    /// <summary>Writes the records and returns when the disk has them.</summary>
    /// <exception cref="IOException">It has not.</exception>
    public void Write(IReadOnlyList<SpooledRecord> records)
    {
        long length = Length;
        foreach (SpooledRecord record in records)
        {
            byte[] frame = RecordFrame.Write(record, _cipher);
            _file.Write(frame, 0, frame.Length);
            length += frame.Length;
        }

        _flush(_file);
        Length = length;
    }

    /// <summary>The real flush, through the operating system's cache.</summary>
    public static void FlushToDisk(Stream file) => ((FileStream)file).Flush(flushToDisk: true);

    /// <summary>Cuts off what a failed write has left, as far as the disk still obeys.</summary>
    public void Abandon()
    {
        try
        {
            _file.SetLength(Length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // A torn record at the end is recognised by whoever reads it.
        }

        Dispose();
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Closing writes what a failed write has left in the buffer; it is written again elsewhere.
        }
    }
}
