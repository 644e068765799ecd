namespace Auditor.Plugin.Core.Spooling;

/// <summary>Walks over the headers of a segment file that another run of the client wrote.</summary>
internal static class SegmentSurvey
{
    /// <summary>What is in the file, and where its last whole record ends. A record that was torn by the end of the client is not counted.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Segment Of(string path)
    {
        var segment = new Segment(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
        var header = new byte[RecordFrame.HeaderLength];
        long position = 0;
        while (position < file.Length)
        {
            file.Position = position;
            if (RecordFrame.Fill(file, header) && RecordFrame.ReadHeader(header) is { } said && position + RecordFrame.Overhead + said.StoredLength <= file.Length)
            {
                segment.Add(said.Sequence, said.ObservedTicks);
                position += RecordFrame.Overhead + said.StoredLength;
                segment.DurableLength = position;
                continue;
            }

            position = NextHeader(file, position + 1);
        }

        return segment;
    }

    /// <summary>Where the next header stands that could be one, or the end of the file.</summary>
    public static long NextHeader(Stream file, long from)
    {
        const int Window = 64 * 1024;
        var buffer = new byte[Window + RecordFrame.HeaderLength];
        for (long at = from; at < file.Length; at += Window)
        {
            file.Position = at;
            int filled = 0;
            int read;
            while (filled < buffer.Length && (read = file.Read(buffer, filled, buffer.Length - filled)) > 0)
            {
                filled += read;
            }

            for (int i = 0; i < Math.Min(Window, filled); i++)
            {
                if (RecordFrame.ReadHeader(buffer.AsSpan(i, Math.Min(RecordFrame.HeaderLength, filled - i))) is not null)
                {
                    return at + i;
                }
            }
        }

        return file.Length;
    }
}
