namespace Auditor.Faults.Processes;

/// <summary>The wall clock of one process, steered by a few bytes in a file that a preloaded library reads at each look at the clock.</summary>
internal sealed class FakeClock
{
    private readonly string _file;
    private readonly string? _library;

    /// <param name="file">Made anew.</param>
    /// <param name="library">From <see cref="BuildAsync"/>; null where clocks cannot be steered.</param>
    public FakeClock(string file, string? library)
    {
        _file = file;
        _library = library;
        File.WriteAllBytes(file, new byte[sizeof(long)]);
    }

    /// <summary>Compiles the library that steers clocks.</summary>
    /// <returns>Its path; null where there is no C compiler, or no Linux.</returns>
    public static async Task<string?> BuildAsync(string folder)
    {
        string library = Path.Combine(folder, "fake-clock.so");
        string source = Path.Combine(Repository.Root, "bench", "Auditor.Faults", "Processes", "fake-clock.c");
        return OperatingSystem.IsLinux() && await CommandLineTool.TryAsync("cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library, source, "-ldl") ? library : null;
    }

    /// <summary>Puts the process's clock ahead of true time, or behind it, at once.</summary>
    public void Step(TimeSpan ahead)
    {
        // In place: the process has these bytes in its memory.
        using var file = new FileStream(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(BitConverter.GetBytes((long)ahead.TotalSeconds));
    }

    public void Apply(IDictionary<string, string?> environment)
    {
        if (_library is not null)
        {
            environment["LD_PRELOAD"] = _library;
            environment["FAKE_CLOCK_FILE"] = _file;
        }
    }
}
