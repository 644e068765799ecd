using System.Diagnostics;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Faults.Load;
using Auditor.Faults.Processes;
using RabbitMQ.Client;

namespace Auditor.Benchmarks;

/// <summary>
/// publish -> decided -> appended -> outcome delivered -> its entry announced, through real processes on a RabbitMQ of its own, with rules, the SQLite
/// store and the ledger at work; beside bare RabbitMQ.Client processes that carry as many messages over as many durable queues, with the same
/// confirms and acknowledgements, and do nothing else.
/// </summary>
internal static class WholeWayBenchmark
{
    private const double Goal = 0.6;

    private static readonly TimeSpan Paced = TimeSpan.FromSeconds(30);

    /// <returns>0 when the product does at least 0.6 of the bare hops, or these were not asked for; else 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        WholeWayOptions options = WholeWayOptions.Parse(args);
        var product = new List<double>();
        var bare = new List<double>();
        var filled = new List<double>();
        BodySizes sizes = BodySizes.AsSent;
        Console.WriteLine($"{options}, load average {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        for (int round = 1; round <= options.Rounds; round++)
        {
            string folder = Directory.CreateTempSubdirectory("auditor-whole-way-").FullName;
            try
            {
                (double rate, sizes) = await MeasureProductAsync(folder, options, last: round == options.Rounds);
                product.Add(rate);
                Console.WriteLine($"round {round}: product {product[^1]:F0} activities/s");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }

            if (options.Bare)
            {
                bare.Add(await MeasureBareAsync(options, BodySizes.AsSent, pace: null));
                Console.WriteLine($"round {round}: bare hops {bare[^1]:F0} activities/s, ratio {product[^1] / bare[^1]:F2}");
                filled.Add(await MeasureBareAsync(options, sizes, pace: product[^1]));
                Console.WriteLine($"round {round}: bare hops with bodies as large as the product's ({sizes}) {filled[^1]:F0} activities/s, ratio {product[^1] / filled[^1]:F2}");
            }
        }

        if (bare.Count == 0)
        {
            return 0;
        }

        double ratio = product.Sum() / bare.Sum();
        Console.WriteLine($"product {product.Average():F0}/s, bare hops {bare.Average():F0}/s, ratio {ratio:F2} (goal: at least {Goal}); with bodies as large {filled.Average():F0}/s, ratio {product.Sum() / filled.Sum():F2}; load average {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        return ratio >= Goal ? 0 : 1;
    }

    private static async Task<(double Rate, BodySizes Sizes)> MeasureProductAsync(string folder, WholeWayOptions options, bool last)
    {
        await FilledStores.FillLogAsync(Path.Combine(folder, ServiceKind.AuditWriter.Folder), options.Entries);
        await FilledStores.FillRulesAsync(Path.Combine(folder, ServiceKind.RuleService.Folder), options.Rules);
        var counts = new Dictionary<ServiceKind, int> { [ServiceKind.AuditWriter] = options.AuditWriters, [ServiceKind.RuleService] = options.RuleServices };
        await using Deployment deployment = await Deployment.StartPlainAsync(folder, counts);
        await UntilSequencedAsync(deployment);
        await using Traffic traffic = await Traffic.StartAsync(deployment.Broker.Uri, Hops.Product);
        int decided = await traffic.SizeOnAsync(Exchanges.Decisions, 100, () => Load.SaturateAsync(traffic, 100, Next()));
        await Load.SaturateAsync(traffic, options.WarmUp, Next());
        var meter = new ProcessorMeter(
            [.. deployment.Slots.Select(slot => (slot.Name, (Func<TimeSpan>)slot.ProcessorTime)), ("broker", deployment.Broker.ProcessorTime), ProcessorMeter.Ends]);
        double rate = await Load.SaturateAsync(traffic, options.Messages, Next());
        meter.Tell(options.Messages);
        Console.WriteLine($"  memory: {string.Join(", ", deployment.Slots.Select(slot => $"{slot.Name} {slot.MemoryMegabytes():F0} MB"))}");
        if (last && options.Latencies)
        {
            await TellLatenciesAsync(traffic, rate);
        }

        if (last && options.Backlog > 0)
        {
            await TellBacklogAsync(deployment, traffic, options.Backlog);
        }

        (int announced, int outcomeAnnounced) = traffic.AnnouncedSizes();
        return (rate, new BodySizes(decided, announced, outcomeAnnounced));
    }

    /// <param name="options">How much.</param>
    /// <param name="sizes">Of the bodies.</param>
    /// <param name="pace">A rate at which they are measured once more: a broker does less for each message the more of them it has at once.</param>
    private static async Task<double> MeasureBareAsync(WholeWayOptions options, BodySizes sizes, double? pace)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-bare-hops-").FullName;
        await using RabbitBroker broker = await RabbitBroker.StartAsync(folder);
        Process[] carriers = [.. ((string[])["decide", "write"]).Select(role => Process.Start(
            new ProcessStartInfo("dotnet", [typeof(BareHops).Assembly.Location, "bare-hops", broker.Uri.ToString(), role, $"{sizes.Decided}", $"{sizes.Announced}", $"{sizes.OutcomeAnnounced}"]) { RedirectStandardOutput = true })!)];
        try
        {
            foreach (Process carrier in carriers)
            {
                await carrier.StandardOutput.ReadLineAsync();
            }

            await using Traffic traffic = await Traffic.StartAsync(broker.Uri, Hops.Bare);
            await Load.SaturateAsync(traffic, options.WarmUp, Next());
            ProcessorMeter Meter() => new([.. carriers.Select(carrier => ("carrier", (Func<TimeSpan>)(() => TimeOf(carrier)))), ("broker", broker.ProcessorTime), ProcessorMeter.Ends]);
            ProcessorMeter meter = Meter();
            double rate = await Load.SaturateAsync(traffic, options.Messages, Next());
            meter.Tell(options.Messages);
            if (pace is { } slower)
            {
                meter = Meter();
                await Load.PaceAsync(traffic, slower, Paced, Next());
                Console.WriteLine($"  and at {slower:F0}/s:");
                meter.Tell((int)(slower * Paced.TotalSeconds));
            }

            return rate;
        }
        finally
        {
            foreach (Process carrier in carriers)
            {
                carrier.Kill();
                carrier.Dispose();
            }
        }
    }

    /// <summary>Activities of 64 sessions, about 1 KB each.</summary>
    private static Func<ActivityObserved> Next()
    {
        (Guid Id, long Number)[] sessions = [.. Enumerable.Range(0, 64).Select(_ => (Guid.CreateVersion7(), 0L))];
        int turn = -1;
        return () =>
        {
            int at = Interlocked.Increment(ref turn) % sessions.Length;
            long number = Interlocked.Increment(ref sessions[at].Number);
            return SampleActivities.Make(sessions[at].Id, number, ActivityKinds.PlaybackAction, at % 99, TimeSpan.Zero);
        };
    }

    /// <summary>What was in the store before has its positions, so that the sequencer does not do it while it is measured.</summary>
    private static async Task UntilSequencedAsync(Deployment deployment) =>
        await Patience.UntilAsync(async () =>
        {
            string text = await deployment.First(ServiceKind.AuditWriter).GetTextAsync("/api/audit/completeness?limit=1");
            using var view = JsonDocument.Parse(text);
            return view.RootElement.GetProperty("caughtUp").GetBoolean();
        });

    private static TimeSpan TimeOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private static async Task TellLatenciesAsync(Traffic traffic, double limit)
    {
        foreach (double share in (double[])[0.25, 0.5, 0.75])
        {
            await Load.PaceAsync(traffic, limit * share, TimeSpan.FromSeconds(5), Next());
            traffic.Forget();
            await Load.PaceAsync(traffic, limit * share, Paced, Next());
            double[] sorted = traffic.Latencies();
            double At(double rank) => sorted[(int)(rank * (sorted.Length - 1))];
            Console.WriteLine($"  at {share:P0} of it ({limit * share:F0}/s): p50 {At(0.5):F1} ms, p95 {At(0.95):F1} ms, p99 {At(0.99):F1} ms, most {sorted[^1]:F0} ms");
        }
    }

    private static async Task TellBacklogAsync(Deployment deployment, Traffic traffic, int count)
    {
        long started = Stopwatch.GetTimestamp();
        await Load.FloodAsync(traffic, count, Next());
        IReadOnlyDictionary<string, long>? queues = await deployment.Broker.QueuesAsync();
        Console.WriteLine($"  {count} published in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s; waiting: {string.Join(", ", (queues ?? new Dictionary<string, long>()).Where(queue => queue.Value > 0).Select(queue => $"{queue.Value} on {queue.Key}"))}");
        var most = new double[deployment.Slots.Count];
        while (traffic.Underway > 0)
        {
            for (int i = 0; i < most.Length; i++)
            {
                most[i] = Math.Max(most[i], deployment.Slots[i].MemoryMegabytes() ?? 0);
            }

            await Task.Delay(200);
        }

        Console.WriteLine($"  all of it done after {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s; most memory meanwhile: {string.Join(", ", deployment.Slots.Select((slot, i) => $"{slot.Name} {most[i]:F0} MB"))}");
    }
}
