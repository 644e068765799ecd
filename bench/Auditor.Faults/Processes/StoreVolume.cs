namespace Auditor.Faults.Processes;

/// <summary>
/// A folder on a small file system of its own, which can be filled to the last byte: ext4 in a file, else memory (tmpfs), else, where nothing may be
/// mounted, an ordinary folder that cannot be filled.
/// </summary>
internal sealed class StoreVolume : IAsyncDisposable
{
    private const int Block = 4096;
    private const string NoVolume = "no file system of its own";

    private readonly string? _image;
    private readonly SemaphoreSlim _one = new(1);

    private StoreVolume(string folder, string medium, string? image)
    {
        Folder = folder;
        Medium = medium;
        _image = image;
    }

    public string Folder { get; }

    /// <summary>What the folder lies on, in words.</summary>
    public string Medium { get; }

    public bool CanFill => Medium != NoVolume;

    private string Ballast => Path.Combine(Folder, "ballast");

    public static async Task<StoreVolume> MakeAsync(string folder, long bytes)
    {
        Directory.CreateDirectory(folder);
        string image = folder + ".img";
        bool made = await CommandLineTool.TryAsync("truncate", "-s", bytes.ToString(), image)
            && await CommandLineTool.TryAsync("mkfs.ext4", "-q", "-F", "-m", "0", image)
            && await CommandLineTool.TryAsync("mount", "-o", "loop", image, folder);
        if (made)
        {
            return new StoreVolume(folder, "ext4 in a file", image);
        }

        File.Delete(image);
        return await CommandLineTool.TryAsync("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", folder)
            ? new StoreVolume(folder, "tmpfs", image: null)
            : new StoreVolume(folder, NoVolume, image: null);
    }

    /// <summary>An ordinary folder.</summary>
    public static StoreVolume Plain(string folder)
    {
        Directory.CreateDirectory(folder);
        return new StoreVolume(folder, NoVolume, image: null);
    }

    /// <summary>Leaves not a byte.</summary>
    public async Task FillAsync()
    {
        await _one.WaitAsync();
        try
        {
            long free = new DriveInfo(Folder).AvailableFreeSpace;
            await CommandLineTool.TryAsync("fallocate", "-l", Math.Max(Block, free - (64 * Block)).ToString(), Ballast);
            await using var rest = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            byte[] block = new byte[Block];
            while (true)
            {
                await rest.WriteAsync(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task FreeAsync()
    {
        await _one.WaitAsync();
        try
        {
            File.Delete(Ballast);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Takes what is worth keeping with it: the folder's content stays readable at the same path.</summary>
    public async Task DisposeAsync(bool keep)
    {
        await FreeAsync();
        if (CanFill)
        {
            string kept = Folder + ".kept";
            if (keep)
            {
                await CommandLineTool.TryAsync("cp", "-a", Folder, kept);
            }

            await CommandLineTool.TryAsync("umount", Folder);
            if (keep && Directory.Exists(kept))
            {
                Directory.Delete(Folder);
                Directory.Move(kept, Folder);
            }
        }

        if (_image is not null)
        {
            File.Delete(_image);
        }

        _one.Dispose();
    }

    public async ValueTask DisposeAsync() => await DisposeAsync(keep: false);
}
