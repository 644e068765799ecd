using System.Collections.Concurrent;
using System.Diagnostics;
using Auditor.AuditWriter.Appending;
using Auditor.AuditWriter.Sequencing;
using Auditor.AuditWriter.Witnessing;
using Auditor.Contracts;
using Auditor.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Auditor.Benchmarks;

/// <summary>
/// How long an entry that is durable waits for a signed checkpoint that covers it: group commit, sequencer and SQLite as AuditWriter runs
/// them, everything flushed to the disk. First the most that goes through, then, at half of that, the wait of every single entry.
/// </summary>
internal static class CheckpointBenchmark
{
    private const int Appenders = 512;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <returns>0 when 99 of 100 entries waited at most 250 ms, else 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        TimeSpan duration = args.Length > 0 ? TimeSpan.FromSeconds(int.Parse(args[0])) : Duration;
        string folder = Directory.CreateTempSubdirectory("auditor-checkpoint-").FullName;
        try
        {
            return await MeasureAsync(folder, duration);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(string folder, TimeSpan duration)
    {
        string file = Path.Combine(folder, "audit-log.db");
        LedgerKey key = LedgerKey.LoadOrCreate(new LedgerOptions(), Path.Combine(folder, "ledger.key"));
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(file, key.Seal, CancellationToken.None);
        await using SqliteLedgerStore ledger = SqliteLedgerStore.Of(log);
        using var signal = new AppendSignal();
        var state = new LedgerState();
        using var commits = new GroupCommit(log, signal, Options.Create(new AppendOptions()), TimeProvider.System, NullLogger<GroupCommit>.Instance);
        using var sequencer = new Sequencer(
            ledger, key, state, commits, signal, new Witnesses([]), Options.Create(new LedgerOptions()), TimeProvider.System, NullLogger<Sequencer>.Instance);
        await sequencer.StartAsync(CancellationToken.None);
        await commits.StartAsync(CancellationToken.None);

        // Compiled and with a file of some size before it counts.
        await SaturateAsync(commits, TimeSpan.FromSeconds(3));
        double limit = await SaturateAsync(commits, duration);
        await CaughtUpAsync(ledger, state);
        Console.WriteLine($"load limit: {limit:F0} entries/s durable and sequenced, {Appenders} appenders, 1 KB entries, everything on {Environment.ProcessorCount} cores");

        double[] waits = await PaceAsync(commits, ledger, state, limit / 2, duration);
        Array.Sort(waits);
        double At(double share) => waits[(int)(share * (waits.Length - 1))];
        Console.WriteLine($"at {limit / 2:F0} entries/s: {waits.Length} entries waited for their checkpoint p50 {At(0.5):F0} ms, p95 {At(0.95):F0} ms, p99 {At(0.99):F0} ms, most {waits[^1]:F0} ms (goal: p99 at most 250 ms)");
        await sequencer.StopAsync(CancellationToken.None);
        await commits.StopAsync(CancellationToken.None);
        return At(0.99) <= 250 ? 0 : 1;
    }

    /// <summary>As many entries as go through when each appender gives the next one once the last is durable.</summary>
    private static async Task<double> SaturateAsync(GroupCommit commits, TimeSpan duration)
    {
        long started = Stopwatch.GetTimestamp();
        long appended = 0;
        async Task AppendAsync(int number)
        {
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                await commits.AppendAsync(SampleEntries.At(number), CancellationToken.None);
                Interlocked.Increment(ref appended);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Appenders).Select(number => Task.Run(() => AppendAsync(number))));
        return appended / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Entries at a steady rate, whether those before are done or not; the wait of each in milliseconds.</summary>
    private static async Task<double[]> PaceAsync(GroupCommit commits, SqliteLedgerStore ledger, LedgerState state, double rate, TimeSpan duration)
    {
        long before = await ledger.CountLeavesAsync(CancellationToken.None);
        var durable = new ConcurrentDictionary<Guid, long>();
        var checkpoints = new List<(long Size, long At)>();
        using var over = new CancellationTokenSource();
        Task watching = WatchAsync(state, checkpoints, over.Token);

        var appends = new List<Task>();
        async Task AppendAsync(AuditEntry entry)
        {
            await commits.AppendAsync(entry, CancellationToken.None);
            durable[entry.EntryId] = Stopwatch.GetTimestamp();
        }

        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) is var passed && passed < duration)
        {
            for (int due = (int)(passed.TotalSeconds * rate); appends.Count < due;)
            {
                appends.Add(AppendAsync(SampleEntries.At(appends.Count)));
            }

            await Task.Delay(2);
        }

        await Task.WhenAll(appends);
        await CaughtUpAsync(ledger, state);
        await over.CancelAsync();
        await watching;

        IReadOnlyList<LoggedEntry> positions = await ledger.ReadAsync(before, int.MaxValue, CancellationToken.None);
        return [.. positions.Select(entry =>
        {
            long covered = checkpoints.First(checkpoint => checkpoint.Size > entry.Position).At;
            return Math.Max(0, Stopwatch.GetElapsedTime(durable[entry.EntryId], covered).TotalMilliseconds);
        })];
    }

    private static async Task WatchAsync(LedgerState state, List<(long Size, long At)> checkpoints, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            if (state.Latest is { } latest && (checkpoints.Count == 0 || checkpoints[^1].Size != latest.Size))
            {
                checkpoints.Add((latest.Size, Stopwatch.GetTimestamp()));
            }

            await Task.Delay(1, CancellationToken.None);
        }
    }

    private static async Task CaughtUpAsync(SqliteLedgerStore ledger, LedgerState state)
    {
        while (await ledger.CountUnsequencedAsync(CancellationToken.None) > 0 || state.Latest?.Size != await ledger.CountLeavesAsync(CancellationToken.None))
        {
            await Task.Delay(10);
        }

        await Task.Delay(20);
    }
}
