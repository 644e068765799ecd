using Auditor.Hosting;
using Auditor.Wire;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// Where exports are kept: of each its file and, beside it, what it is. A file has its name only when it is whole; until then it ends
/// in <c>.part</c>. Only the owner of the process may read them.
/// </summary>
internal sealed class ExportFolder : IDisposable
{
    private const string PartSuffix = ".part";
    private const string AboutSuffix = ".json";
    private const string LockFile = ".lock";
    private const long Megabyte = 1024 * 1024;

    private readonly string _folder;
    private readonly ExportOptions _options;
    private readonly FileStream? _lock;

    /// <exception cref="UnusableConfigurationException">The folder cannot be made or written.</exception>
    public ExportFolder(IConfiguration configuration, IOptions<ExportOptions> options)
    {
        _options = options.Value;
        _folder = Path.GetDirectoryName(configuration.StoreFile(Path.Combine("exports", LockFile)))!;
        try
        {
            CreateOwnerOnlyFolder(_folder);
            _lock = TryLock();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnusableConfigurationException($"{Stores.FolderKey}: exports cannot be kept in '{_folder}': {problem.Message}");
        }
    }

    /// <summary>False when another process has the folder: then what lies there is that one's to tell about and to remove.</summary>
    public bool IsOurs => _lock is not null;

    /// <summary>Where the file is once the export is done.</summary>
    public string FileOf(Export export) => Path.Combine(_folder, $"{export.Id:n}.{Suffix(export.Format)}");

    /// <summary>A new file for an export; it is not the export's file before <see cref="Finish"/>.</summary>
    public FileStream Create(Export export) => CreateOwnerOnly(FileOf(export) + PartSuffix, FileOptions.None);

    /// <summary>A file for a while, gone when it is closed.</summary>
    public FileStream CreateTemporary(Export export) => CreateOwnerOnly($"{FileOf(export)}.{Guid.NewGuid():n}{PartSuffix}", FileOptions.DeleteOnClose);

    /// <summary>Gives the whole file its name.</summary>
    public void Finish(Export export) => File.Move(FileOf(export) + PartSuffix, FileOf(export), overwrite: true);

    /// <summary>Keeps what is known of an export; whole or not at all.</summary>
    public void Remember(Export export)
    {
        string file = AboutOf(export);
        using (FileStream about = CreateOwnerOnly(file + PartSuffix, FileOptions.None))
        {
            about.Write(WireFormat.Serialize(export));
            about.Flush(flushToDisk: true);
        }

        File.Move(file + PartSuffix, file, overwrite: true);
    }

    /// <summary>Removes the file, whole or half; what is known of the export stays.</summary>
    public void RemoveFile(Export export)
    {
        File.Delete(FileOf(export));
        File.Delete(FileOf(export) + PartSuffix);
    }

    public void Forget(Export export)
    {
        RemoveFile(export);
        File.Delete(AboutOf(export));
    }

    /// <summary>Removes what was left half written, and tells of the exports that were there.</summary>
    public IReadOnlyList<Export> Recover()
    {
        if (!IsOurs)
        {
            return [];
        }

        foreach (string half in Directory.EnumerateFiles(_folder, "*" + PartSuffix))
        {
            File.Delete(half);
        }

        var exports = new List<Export>();
        foreach (string about in Directory.EnumerateFiles(_folder, "*" + AboutSuffix))
        {
            try
            {
                exports.Add(WireFormat.Deserialize<Export>(File.ReadAllBytes(about).AsSpan()));
            }
            catch (WireException)
            {
                // Whatever it is, it is none of ours.
                continue;
            }
        }

        return exports;
    }

    /// <summary>Whether so many bytes leave the log the room that it needs.</summary>
    /// <exception cref="ExportFailedException">They do not.</exception>
    public void RequireRoom(long bytes)
    {
        long free = new DriveInfo(_folder).AvailableFreeSpace;
        if (free - bytes < _options.KeepFreeMegabytes * Megabyte)
        {
            throw new ExportFailedException(
                $"The disk has {free / Megabyte} MB left, and {_options.KeepFreeMegabytes} MB are kept for the log (Auditor:Export:KeepFreeMegabytes)"
                + (bytes > 0 ? $"; this export needs about {bytes / Megabyte + 1} MB. " : ". ")
                + "Make room, remove older exports, or ask for less.");
        }
    }

    public void Dispose() => _lock?.Dispose();

    private static string Suffix(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "csv",
        ExportFormat.Jsonl => "jsonl",
        _ => "zip",
    };

    private string AboutOf(Export export) => Path.Combine(_folder, $"{export.Id:n}{AboutSuffix}");

    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(Path.Combine(_folder, LockFile), OwnerOnly(FileMode.OpenOrCreate, FileOptions.None));
        }
        catch (IOException) when (File.Exists(Path.Combine(_folder, LockFile)))
        {
            return null;
        }
    }

    private static FileStream CreateOwnerOnly(string path, FileOptions options) => new(path, OwnerOnly(FileMode.Create, options));

    private static FileStreamOptions OwnerOnly(FileMode mode, FileOptions options)
    {
        var file = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = options, BufferSize = 128 * 1024 };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return file;
    }

    private static void CreateOwnerOnlyFolder(string folder)
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
