using System.Diagnostics;
using Auditor.Contracts;
using Auditor.Plugin.Core;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Tracking;
using Auditor.Wire;
using WindowIds = Auditor.Plugin.Core.Tracking.Windows;

namespace Auditor.Benchmarks;

/// <summary>
/// How long after a change of mode the question is requested: deciding by 200 rules, numbering, encrypting, writing and flushing to the disk;
/// everything but painting. With the broker down and, when one is named, with it up.
/// </summary>
internal static class PromptBenchmark
{
    private const int Rounds = 1_000;
    private const int WarmUp = 100;

    private static readonly OperatorPolicy Policy = new()
    {
        Revision = 1,
        IssuedAt = DateTimeOffset.UtcNow,
        Rules =
        [
            .. Enumerable.Range(1, 200).Select(number => new AuditRule
            {
                Id = Guid.CreateVersion7(),
                Name = $"Rule {number}",
                Whom = new Whom { Everyone = true },
                Playback = new Demand { Prompt = true, Trigger = true },
                PredefinedReasons = [new PredefinedReason { Text = $"Reason {number % 10}", Activities = [ActivityType.Playback] }],
            }),
        ],
    };

    public static async Task<int> RunAsync(string[] args)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-prompt-").FullName;
        try
        {
            // A first session fetches the policy; later ones have it from the disk.
            await SeedAsync(folder);
            Console.WriteLine($"{"",-24}{"entries",9}{"p50 ms",9}{"p99 ms",9}{"max ms",9}{"call p99 ms",13}");
            var nowhere = new ConnectionSettings { Host = "127.0.0.1", Port = 1, UseTls = false, User = "nobody", Password = "none" };
            await MeasureAsync("broker down", folder, new RabbitMqLink(nowhere, "Auditor.Benchmarks", TimeProvider.System, new SilentLog()));
            if (args.Length > 0)
            {
                await using ActivityQueue queue = await ActivityQueue.DeclareAsync(new Uri(args[0]));
                await MeasureAsync("broker up", folder, queue.Link);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SeedAsync(string folder)
    {
        using ClientSession session = ClientSession.Start(Setup(folder, new PolicyLink(), new Answering()));
        while (!session.Policies.Known)
        {
            await Task.Delay(10);
        }

        await Task.Delay(500);
    }

    private static async Task MeasureAsync(string name, string folder, IBrokerLink link)
    {
        var view = new Answering();
        using ClientSession session = ClientSession.Start(Setup(folder, link, view));
        while (!session.Policies.Known)
        {
            await Task.Delay(10);
        }

        session.Signals.WindowCameras(WindowIds.Main, [.. Enumerable.Range(1, 16).Select(number => new CameraRef { Id = Guid.CreateVersion7().ToString(), Name = $"Camera {number}" })]);
        var asked = new double[Rounds];
        var called = new double[Rounds];
        for (int round = -WarmUp; round < Rounds; round++)
        {
            Task question = view.NextAsync();
            long started = Stopwatch.GetTimestamp();
            session.Signals.WindowShows(WindowIds.Main, WindowView.Playback);
            TimeSpan call = Stopwatch.GetElapsedTime(started);
            await question;
            if (round >= 0)
            {
                asked[round] = Stopwatch.GetElapsedTime(started, view.AskedAt).TotalMilliseconds;
                called[round] = call.TotalMilliseconds;
            }

            session.Signals.WindowShows(WindowIds.Main, WindowView.Live);
            await Task.Delay(5);
        }

        Array.Sort(asked);
        Array.Sort(called);
        Console.WriteLine($"{name,-24}{Rounds,9}{asked[Rounds / 2],9:F2}{asked[Rounds * 99 / 100],9:F2}{asked[^1],9:F2}{called[Rounds * 99 / 100],13:F3}");
    }

    private static ClientSetup Setup(string folder, IBrokerLink link, IPromptView view) => new()
    {
        Identity = new ClientIdentity { Actor = new Actor { Id = "S-1-5-21-1-2-3-1001", Name = @"HARBOUR\mkoch" }, Site = new SiteRef { Id = "1", Name = "Harbour" } },
        Folder = folder,
        Link = link,
        Protection = new KnownKey(),
        Prompt = view,
        Commands = new NoCommands(),
        Notices = new NoNotices(),
        Log = new SilentLog(),
    };

    private sealed class Answering : IPromptView
    {
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public long AskedAt { get; private set; }

        public Task NextAsync()
        {
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task;
        }

        public Task<PromptReply> AskAsync(PromptQuestion question, CancellationToken withdrawn)
        {
            AskedAt = Stopwatch.GetTimestamp();
            _next.TrySetResult();
            return Task.FromResult(new PromptReply(new Reason { Notes = $"case {++_count}" }));
        }
    }

    private sealed class PolicyLink : IBrokerLink
    {
        public event EventHandler? StatusChanged
        {
            add { }
            remove { }
        }

        public LinkStatus Status { get; } = new(true, default, "memory", null);

        public Task SendAsync(BrokerMessage message, CancellationToken cancellation) => Task.CompletedTask;

        public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation) => Task.FromResult(WireFormat.Serialize(Policy));

        public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) => this;

        public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private sealed class NoCommands : IClientCommands
    {
        public void ReturnToLive(string window)
        {
        }

        public void StopIndependentPlayback(string viewer)
        {
        }
    }

    private sealed class NoNotices : IOperatorNotices
    {
        public void Show(string text, bool urgent)
        {
        }

        public void Clear()
        {
        }
    }

    /// <summary>A broker that is away says so all the time; that is what is measured.</summary>
    private sealed class SilentLog : IPluginLog
    {
        public void Info(string where, string message)
        {
        }

        public void Error(string where, string message, Exception? problem = null)
        {
        }
    }
}
