using System.Diagnostics;
using Auditor.Contracts;

namespace Auditor.Storage.Tests.Sqlite;

/// <summary>A process of its own that appends batches to a log without end and prints the ids of each batch once it is acknowledged.</summary>
internal sealed class AppendingProcess : IDisposable
{
    public const string Command = "append";

    private const int Unavailable = 75;

    private readonly Process _process;

    private AppendingProcess(Process process) => _process = process;

    /// <summary>Ended because the store said it was unavailable, and in no other way.</summary>
    public bool FoundTheStoreUnavailable => _process.HasExited && _process.ExitCode == Unavailable;

    public static AppendingProcess Start(string path, int batchSize) => Start(Itself(), [Command, path, $"{batchSize}"]);

    /// <summary>Starts it so that no file it writes can grow beyond so many blocks of 1,024 bytes: to SQLite that is a failing disk.</summary>
    public static AppendingProcess StartWithFilesUpTo(int blocks, string path, int batchSize) =>
        Start("/bin/bash", ["-c", $"trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"", Itself(), Command, path, $"{batchSize}"]);

    /// <summary>The body of the process itself.</summary>
    public static async Task<int> RunAsync(string path, int batchSize)
    {
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(path, CancellationToken.None);
        for (int batch = 0; ; batch++)
        {
            AuditEntry[] entries = Entries.EachMinute(batchSize);
            try
            {
                await log.AppendAsync(entries, CancellationToken.None);
            }
            catch (StoreUnavailableException)
            {
                return Unavailable;
            }

            // One write for one batch, so that a batch is told whole or not at all.
            await Console.Out.WriteAsync(string.Join(' ', entries.Select(entry => entry.EntryId)) + "\n");
        }
    }

    /// <summary>The ids acknowledged so far, once there are that many batches or the process has ended.</summary>
    public async Task<List<Guid>> ReadAcknowledgedAsync(int batches, CancellationToken cancellation)
    {
        var ids = new List<Guid>();
        for (int batch = 0; batch < batches && await _process.StandardOutput.ReadLineAsync(cancellation) is { } line; batch++)
        {
            ids.AddRange(line.Split(' ').Select(Guid.Parse));
        }

        return ids;
    }

    /// <summary>Kills it (SIGKILL), and reads what it had still told.</summary>
    public async Task<List<Guid>> KillAsync(CancellationToken cancellation)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellation);
        string rest = await _process.StandardOutput.ReadToEndAsync(cancellation);
        string[] lines = rest.Split('\n');
        return [.. lines[..^1].SelectMany(line => line.Split(' ')).Select(Guid.Parse)];
    }

    public async Task WaitForExitAsync(CancellationToken cancellation) => await _process.WaitForExitAsync(cancellation);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static AppendingProcess Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        // Otherwise the runtime reserves its code in a file larger than the limit, and does not start.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new AppendingProcess(Process.Start(start)!);
    }

    private static string Itself() => Path.Combine(AppContext.BaseDirectory, "Auditor.Storage.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
}
