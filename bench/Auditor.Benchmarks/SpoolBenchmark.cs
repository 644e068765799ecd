using System.Collections.Concurrent;
using System.Diagnostics;
using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Wire;

namespace Auditor.Benchmarks;

/// <summary>
/// The plugin's spool: how fast activities are appended and flushed to the disk, encrypted and plain, one after the other and in
/// bursts; then whether a session that was killed with 100,000 of them is replayed exactly once and in order.
/// </summary>
internal static class SpoolBenchmark
{
    private const int DefaultActivities = 100_000;
    private const int OneByOne = 500;

    /// <summary>Arguments: how many activities (default 100,000), and the AMQP URI of a broker; without one the replay goes to a link in memory.</summary>
    /// <returns>0 when every activity arrived once and in order, else 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        int count = args.Length > 0 ? int.Parse(args[0]) : DefaultActivities;
        string? broker = args.Length > 1 ? args[1] : null;
        string folder = Directory.CreateTempSubdirectory("auditor-spool-").FullName;
        try
        {
            Console.WriteLine($"activities of {WireFormat.Serialize(Activity()).Length} bytes, into {folder}");
            Console.WriteLine($"{"",-34}{"activities",12}{"seconds",10}{"per second",12}{"p50 ms",9}{"p99 ms",9}");
            await AppendOneByOneAsync(Path.Combine(folder, "1"), new NoProtection(), "plain, each waited for");
            await AppendOneByOneAsync(Path.Combine(folder, "2"), new KnownKey(), "encrypted, each waited for");
            await AppendAllAsync(Path.Combine(folder, "3"), new NoProtection(), count, "plain, in a burst");
            await AppendAllAsync(Path.Combine(folder, "4"), new KnownKey(), count, "encrypted, in a burst");
            return await ReplayAsync(Path.Combine(folder, "4"), count, broker);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AppendOneByOneAsync(string folder, ISecretProtection protection, string name)
    {
        using var spool = new ActivitySpool(folder, protection, TimeProvider.System, new QuietLog());
        await spool.Append(Activity()).OnDisk;
        var took = new double[OneByOne];
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < OneByOne; i++)
        {
            long at = Stopwatch.GetTimestamp();
            await spool.Append(Activity()).OnDisk;
            took[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
        }

        Row(name, OneByOne, Stopwatch.GetElapsedTime(started), took);
    }

    private static async Task AppendAllAsync(string folder, ISecretProtection protection, int count, string name)
    {
        using var spool = new ActivitySpool(folder, protection, TimeProvider.System, new QuietLog());
        await spool.Append(Activity()).OnDisk;
        ActivityObserved[] activities = [.. Enumerable.Range(1, count - 1).Select(_ => Activity())];
        var took = new double[activities.Length];
        var onDisk = new Task[activities.Length];
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < activities.Length; i++)
        {
            long at = Stopwatch.GetTimestamp();
            onDisk[i] = spool.Append(activities[i]).OnDisk;
            took[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
        }

        await Task.WhenAll(onDisk);
        // The time of a call is what the user interface's thread pays.
        Row(name, activities.Length, Stopwatch.GetElapsedTime(started), took);
    }

    private static async Task<int> ReplayAsync(string folder, int count, string? broker)
    {
        await using IReceiver receiver = broker is null ? new InMemory() : await ActivityQueue.DeclareAsync(new Uri(broker));
        using var spool = new ActivitySpool(folder, new KnownKey(), TimeProvider.System, new QuietLog());
        using var sender = new SpoolSender(spool, receiver.Link, TimeProvider.System, new QuietLog());
        long started = Stopwatch.GetTimestamp();
        sender.Start();
        while (!Directory.Exists(Path.Combine(folder, "spool")) || Directory.GetDirectories(Path.Combine(folder, "spool")).Length > 0)
        {
            await Task.Delay(20);
        }

        Row(broker is null ? "replayed to a link in memory" : "replayed through RabbitMQ", count, Stopwatch.GetElapsedTime(started), null);
        List<long> numbers = await receiver.NumbersAsync();
        int distinct = numbers.Distinct().Count();
        bool inOrder = numbers.SequenceEqual(numbers.Order());
        Console.WriteLine($"spooled {count}, arrived {numbers.Count}, different ones {distinct}, {(inOrder ? "in order" : "out of order")}");
        return numbers.Count == count && distinct == count && inOrder ? 0 : 1;
    }

    private static void Row(string name, int count, TimeSpan time, double[]? took)
    {
        string percentiles = "";
        if (took is not null)
        {
            Array.Sort(took);
            percentiles = $"{took[took.Length / 2],9:F3}{took[took.Length * 99 / 100],9:F3}";
        }

        Console.WriteLine($"{name,-34}{count,12}{time.TotalSeconds,10:F2}{count / time.TotalSeconds,12:F0}{percentiles}");
    }

    private static ActivityObserved Activity() => new()
    {
        ActivityId = Guid.CreateVersion7(),
        Kind = ActivityKinds.PlaybackAction,
        ObservedAt = DateTimeOffset.UtcNow,
        Actor = new Actor { Id = "S-1-5-21-1004336348-1177238915-682003330-1104", Name = "HARBOUR\\mkoch", Account = "windows", Workstation = "HARBOUR-WS-07" },
        Site = new SiteRef { Id = "0b6c2e44-4f3e-4b34-9a75-3f1c2d9f7f11", Name = "Harbour" },
        Window = "main",
        Cameras = [.. Enumerable.Range(1, 4).Select(number => new CameraRef { Id = $"5c6f2c52-2f4e-4d5a-8a3e-00000000000{number}", Name = $"Quay {number} north" })],
        Playback = new PlaybackDetail { Verb = PlaybackVerbs.PlayForward, At = DateTimeOffset.UtcNow, Speed = 1 },
        PluginVersion = "0.1.0",
    };

    internal static long NumberIn(ReadOnlySpan<byte> body) => WireFormat.Deserialize<ActivityObserved>(body).SequenceNumber;

    private sealed class InMemory : IReceiver, IBrokerLink
    {
        private readonly ConcurrentQueue<byte[]> _bodies = new();

        public event EventHandler? StatusChanged
        {
            add { }
            remove { }
        }

        public IBrokerLink Link => this;

        public LinkStatus Status { get; } = new(true, default, "memory", null);

        public async Task SendAsync(BrokerMessage message, CancellationToken cancellation)
        {
            _bodies.Enqueue(message.Body);
            await Task.Yield();
        }

        public Task<List<long>> NumbersAsync() => Task.FromResult(_bodies.Select(body => NumberIn(body)).ToList());

        public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation) => throw new NotSupportedException();

        public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) => throw new NotSupportedException();

        public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
