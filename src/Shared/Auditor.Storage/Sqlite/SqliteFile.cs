namespace Auditor.Storage;

/// <summary>The database file on disk.</summary>
internal static class SqliteFile
{
    /// <summary>
    /// Creates an empty file that nobody but its owner may read, where there is none; SQLite gives the files beside it the same rights.
    /// The file gets its name only after it was closed: closing a file that SQLite has open in this process would drop SQLite's locks.
    /// </summary>
    public static void CreateOwnerOnly(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            CreateFolder(folder);
        }

        string unnamed = $"{path}.{Guid.NewGuid():n}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(unnamed, options).Dispose();
        try
        {
            File.Move(unnamed, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else was first.
            File.Delete(unnamed);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
