using System.Diagnostics;
using Auditor.AuditWriter.Exporting;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Ledger;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Auditor.Benchmarks;

/// <summary>
/// How fast each format is written, and how much memory that takes, from a SQLite log of many entries of 1 KB. Each format runs in a
/// process of its own, so that what one took does not count for the next; the heap is what is left after a collection, watched while
/// it runs.
/// </summary>
internal static class ExportBenchmark
{
    private const int DefaultEntries = 1_000_000;
    private const int BatchSize = 10_000;

    private static readonly (string Name, ExportFormat Format, bool Filtered)[] Runs =
    [
        ("csv", ExportFormat.Csv, false),
        ("jsonl", ExportFormat.Jsonl, false),
        ("bundle", ExportFormat.Bundle, false),
        ("bundle, with a filter", ExportFormat.Bundle, true),
    ];

    /// <summary>Arguments: how many entries (default 1,000,000). With a folder and a number: one format, for the process that measures it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [string made, string which])
        {
            await MeasureAsync(made, Runs[int.Parse(which)]);
            return 0;
        }

        int count = args.Length > 0 ? int.Parse(args[0]) : DefaultEntries;
        string folder = Directory.CreateTempSubdirectory("auditor-export-").FullName;
        try
        {
            await FillAsync(folder, count);
            for (int i = 0; i < Runs.Length; i++)
            {
                using var process = Process.Start(Path.ChangeExtension(typeof(ExportBenchmark).Assembly.Location, OperatingSystem.IsWindows() ? "exe" : null), ["export", folder, i.ToString()]);
                await process.WaitForExitAsync();
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LedgerKey KeyOf(string folder) => LedgerKey.LoadOrCreate(new LedgerOptions { Origin = "auditor.example/bench" }, Path.Combine(folder, "ledger.key"));

    private static async Task FillAsync(string folder, int count)
    {
        LedgerKey key = KeyOf(folder);
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(Path.Combine(folder, "audit-log.db"), key.Seal, CancellationToken.None);
        await using SqliteLedgerStore ledger = SqliteLedgerStore.Of(log);
        SequencerLease lease = (await ledger.TakeLeaseAsync("bench", DateTimeOffset.UtcNow, TimeSpan.FromHours(5), CancellationToken.None))!;
        SequencedLog sequenced = await SequencedLog.OpenAsync(ledger, key, lease, CancellationToken.None);
        for (int made = 0; made < count; made += BatchSize)
        {
            await log.AppendAsync(SampleEntries.Create(Math.Min(BatchSize, count - made)), CancellationToken.None);
            await sequenced.ExtendAsync(BatchSize, _ => Task.CompletedTask, TimeProvider.System, CancellationToken.None);
        }

        await sequenced.SignAsync(TimeProvider.System, CancellationToken.None);
        Console.WriteLine($"{count:N0} entries in a SQLite log of {new FileInfo(Path.Combine(folder, "audit-log.db")).Length / 1e6:F0} MB");
    }

    private static async Task MeasureAsync(string folder, (string Name, ExportFormat Format, bool Filtered) what)
    {
        LedgerKey key = KeyOf(folder);
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(Path.Combine(folder, "audit-log.db"), key.Seal, CancellationToken.None);
        await using SqliteLedgerStore ledger = SqliteLedgerStore.Of(log);
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new(Stores.FolderKey, folder)]).Build();
        using var exports = new ExportFolder(configuration, Options.Create(new ExportOptions()));
        var export = new Export { Id = Guid.CreateVersion7(), Format = what.Format, RequestedAt = DateTimeOffset.UtcNow, RequestedBy = new Actor { Name = "bench" } };
        export = what.Filtered ? export with { Filter = new Dictionary<string, string> { ["resource"] = AuditableResources.Playback } } : export;
        var run = new ExportRun(export, new AuditFilter { Resource = what.Filtered ? AuditableResources.Playback : null }, exports);

        using var watching = new CancellationTokenSource();
        Task<long> heap = WatchHeapAsync(watching.Token);
        long started = Stopwatch.GetTimestamp();
        long bytes;
        await using (FileStream file = exports.Create(export))
        {
            await new ExportWriters(log, ledger, key).Of(what.Format).WriteAsync(run, file, CancellationToken.None);
            file.Flush(flushToDisk: true);
            bytes = file.Length;
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await watching.CancelAsync();
        using var self = Process.GetCurrentProcess();
        exports.Finish(export);
        Console.WriteLine(
            $"{what.Name,-22} {run.Written:N0} entries in {seconds:F1} s, {run.Written / seconds:N0}/s, {bytes / 1e6:F0} MB; largest live heap {await heap / 1e6:F0} MB, peak working set {self.PeakWorkingSet64 / 1e6:F0} MB");
        if (what.Format == ExportFormat.Bundle)
        {
            using FileStream bundle = File.OpenRead(exports.FileOf(export));
            Console.WriteLine($"{"",-22} {new BundleVerifier(key.Signer.Verifier).Verify(bundle, CancellationToken.None).Summary}");
        }

        exports.Forget(export);
    }

    /// <summary>The largest heap that was in use after a collection.</summary>
    private static async Task<long> WatchHeapAsync(CancellationToken cancellation)
    {
        long largest = 0;
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            largest = Math.Max(largest, GC.GetTotalMemory(forceFullCollection: true));
        }

        return largest;
    }
}
