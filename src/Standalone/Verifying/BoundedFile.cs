using Auditor.Ledger;

namespace Auditor.Standalone.Verifying;

/// <summary>Files that somebody else may have made: never more of them is read than they may have.</summary>
internal static class BoundedFile
{
    /// <summary>Most bytes of a key, a note or a proof.</summary>
    public const int SmallFile = 1 << 20;

    /// <exception cref="SourceUnreadableException">Not there, not readable, or larger than <paramref name="most"/> bytes.</exception>
    public static byte[] Read(string path, int most)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[Math.Min(most, 64 << 10)];
            int length = 0;
            for (int read; (read = file.Read(bytes, length, bytes.Length - length)) > 0;)
            {
                length += read;
                if (length == bytes.Length)
                {
                    if (length == most)
                    {
                        throw new SourceUnreadableException($"{path} has {most} bytes or more, too many for what it should be.");
                    }

                    Array.Resize(ref bytes, (int)Math.Min(most, 2L * length));
                }
            }

            return bytes[..length];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SourceUnreadableException($"{path} cannot be read: {problem.Message}", problem);
        }
    }
}
