namespace Auditor.Hosting;

/// <summary>Files that are there whole or not at all, and on the disk when writing them returns.</summary>
public static class DurableFile
{
    /// <summary>Puts a file in the place of the one that is there.</summary>
    /// <param name="file">Full path.</param>
    /// <param name="content">The whole of it.</param>
    /// <param name="settle">False where the earlier file after a power cut does no harm, which spares a flush.</param>
    public static void Replace(string file, ReadOnlySpan<byte> content, bool settle = true)
    {
        File.Move(Write(file, content, ownerOnly: false), file, overwrite: true);
        if (settle)
        {
            Settle(file);
        }
    }

    /// <summary>Makes a file where there is none; false when there is one, which stays as it is.</summary>
    public static bool Create(string file, ReadOnlySpan<byte> content, bool ownerOnly = false)
    {
        string written = Write(file, content, ownerOnly);
        try
        {
            File.Move(written, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(written);
            return false;
        }

        Settle(file);
        return true;
    }

    /// <summary>Under a name of its own: of several who write one file, each writes it whole.</summary>
    private static string Write(string file, ReadOnlySpan<byte> content, bool ownerOnly)
    {
        string unnamed = $"{file}.{Environment.ProcessId}.{Guid.NewGuid():n}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (ownerOnly && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var stream = new FileStream(unnamed, options);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
            return unnamed;
        }
        catch (IOException)
        {
            // A full disk is not to be filled further by what is left of tries.
            File.Delete(unnamed);
            throw;
        }
    }

    /// <summary>
    /// Brings the new name to the disk too. A folder cannot be flushed from here; the file systems of Linux write a file's
    /// renaming together with the file.
    /// </summary>
    private static void Settle(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            stream.Flush(flushToDisk: true);
        }
        catch (FileNotFoundException)
        {
            // Somebody else has put another in its place, or taken it away.
        }
    }
}
