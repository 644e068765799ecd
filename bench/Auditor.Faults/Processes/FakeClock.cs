using System.Globalization;

namespace Auditor.Faults.Processes;

/// <summary>The wall clock of one process, steered by a file that libfaketime reads again every second. The monotonic clock stays true.</summary>
internal sealed class FakeClock(string file)
{
    private static readonly string? Library = new[]
    {
        "/usr/lib/x86_64-linux-gnu/faketime/xlibfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    }.FirstOrDefault(File.Exists);

    /// <summary>Whether this machine has the library (Debian: libfaketime).</summary>
    public static bool IsAvailable => Library is not null;

    /// <summary>Puts the process's clock ahead, or back.</summary>
    public void Step(TimeSpan ahead)
    {
        // Replaced whole: a file that is read while it is empty would say nothing.
        File.WriteAllText(file + ".new", ahead.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture) + "\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    public void Apply(IDictionary<string, string?> environment)
    {
        if (Library is null)
        {
            return;
        }

        if (!File.Exists(file))
        {
            Step(TimeSpan.Zero);
        }

        environment["LD_PRELOAD"] = Library;
        environment["FAKETIME_TIMESTAMP_FILE"] = file;
        environment["FAKETIME_CACHE_DURATION"] = "1";
        environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
    }

    /// <summary>Removes what the library shares between processes; one that was killed could not.</summary>
    public static void CleanUpAfter(int processId)
    {
        File.Delete($"/dev/shm/faketime_shm_{processId}");
        File.Delete($"/dev/shm/sem.faketime_sem_{processId}");
    }
}
