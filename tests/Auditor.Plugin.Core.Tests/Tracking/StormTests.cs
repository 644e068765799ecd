using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Plugin.Core.Tracking;
using static Auditor.Plugin.Core.Tests.Fakes.TrackedClient;

namespace Auditor.Plugin.Core.Tests.Tracking;

/// <summary>Signals as a hostile client sends them: repeated, contradictory, in any order; with answers, refusals, crashes and a slow disk between them.</summary>
public sealed class StormTests
{
    private static readonly string[] WindowIds = [Windows.Main, "w2", "w3"];
    private static readonly string[] ViewerIds = ["v1", "v2", "v3"];
    private static readonly string[] Verbs = [.. PlaybackVerbs.All, "NextFrame", "Begin"];
    private static readonly CameraRef[] AllCameras = [Lobby, Vault, Quay];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Whatever_a_client_signals_the_record_stays_whole(int seed)
    {
        using var client = new TrackedClient();
        var random = new Random(seed);
        var disks = new List<TaskCompletionSource>();
        client.Spool.Disk = () => SlowDisk(random, disks);
        client.Commands.Obey = id =>
        {
            client.Tracker.WindowShows(id, WindowView.Live);
            client.Tracker.IndependentPlayback(id, Windows.Main, null, false, null);
        };
        client.Policies.Set(Rules);
        for (int i = 0; i < 3000; i++)
        {
            Signal(client, random);
            Operator(client.View, random);
            if (random.Next(10) == 0)
            {
                client.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 90)));
            }
        }

        client.Tracker.Stop();
        client.Desk.Dispose();

        Assert.False(client.View.TwoAtOnce);
        Assert.True(client.View.Asked.Count > 50, "The storm asked too little to prove anything.");
        Assert.Equal(0, client.Tracker.Faults);
        RecordChecks.IsWhole(client.Spool.Activities);
    }

    /// <summary>D9, D10: everything from many threads at once, the desk on the thread pool.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Whatever_many_threads_signal_at_once_the_record_stays_whole(int seed)
    {
        using var client = new TrackedClient(step => ThreadPool.QueueUserWorkItem(_ => step()));
        client.Commands.Obey = id => client.Tracker.WindowShows(id, WindowView.Live);
        client.Policies.Set(Rules);
        var escaped = new List<Exception>();
        Task[] threads =
        [
            .. Enumerable.Range(0, 6).Select(thread => Task.Run(() =>
            {
                var random = new Random(seed * 100 + thread);
                for (int i = 0; i < 1500; i++)
                {
                    try
                    {
                        Signal(client, random);
                        if (thread == 0 && client.View.IsOpen)
                        {
                            client.View.Answer("theft in the lobby");
                        }
                    }
                    catch (Exception problem)
                    {
                        lock (escaped)
                        {
                            escaped.Add(problem);
                        }
                    }
                }
            })),
        ];
        await Task.WhenAll(threads);
        client.Tracker.Stop();
        client.Desk.Dispose();

        Assert.Empty(escaped);
        Assert.False(client.View.TwoAtOnce);
        Assert.Equal(0, client.Tracker.Faults);
        RecordChecks.IsWhole(client.Spool.Activities);
    }

    private static AuditRule[] Rules =>
    [
        Rule("Everywhere") with { ReasonPolicy = new ReasonPolicy { AnswerValidMinutes = 1 } },
        Rule("Vault", Vault) with { ReasonPolicy = new ReasonPolicy { MinimumLength = 12, DeclineAllowed = false } },
    ];

    private static void Signal(TrackedClient client, Random random)
    {
        string window = WindowIds[random.Next(3)];
        string viewer = ViewerIds[random.Next(3)];
        CameraRef? camera = random.Next(4) == 0 ? null : AllCameras[random.Next(3)];
        DateTimeOffset time = Ten.AddSeconds(random.Next(10_000));
        ActivityTracker signals = client.Tracker;
        switch (random.Next(15))
        {
            case 0 or 1: signals.WindowShows(window, (WindowView)random.Next(3)); break;
            case 2: signals.WindowCameras(window, [.. AllCameras.Where(_ => random.Next(2) == 0)]); break;
            case 3: signals.ExportsShown(random.Next(2) == 0); break;
            case 4: signals.PlaybackCommand(window, Verbs[random.Next(Verbs.Length)], random.Next(2) == 0 ? null : time, random.Next(3)); break;
            case 5 or 6: signals.PlaybackTime(window, time); break;
            case 7 or 8: signals.IndependentPlayback(viewer, window, camera, random.Next(2) == 0, random.Next(2) == 0 ? null : time); break;
            case 9: signals.ViewerCamera(viewer, camera); break;
            case 10: signals.ViewerMotion(viewer, (PlaybackMotion)random.Next(3), random.Next(2) == 0 ? null : time); break;
            case 11: signals.ViewerTime(viewer, time); break;
            case 12: signals.ExportStarting("e" + random.Next(20), new ExportDetail { Recordings = [new ExportedRecording { Camera = AllCameras[random.Next(3)], From = time, To = time.AddMinutes(1) }] }); break;
            case 13: signals.ExportEnded("e" + random.Next(20), (ExportEnd)random.Next(3), null); break;
            default:
                if (random.Next(4) == 0)
                {
                    signals.WindowClosed(window);
                    signals.ViewerClosed(viewer);
                }

                break;
        }
    }

    private static void Operator(HeldView view, Random random)
    {
        view.Instead = random.Next(40) == 0 ? () => throw new InvalidOperationException("No window today.") : null;
        if (!view.IsOpen)
        {
            return;
        }

        switch (random.Next(12))
        {
            case 0: view.Decline(); break;
            case 1: view.Answer("short"); break;
            case 2: view.Answer("a reason that is long enough"); break;
            case 3: view.Crash(); break;
            case 4: view.TakeAway(); break;
            case 5: view.Reply(new PromptReply(new Reason { Picked = "nothing that is offered" })); break;
            default: break;
        }
    }

    private static Task SlowDisk(Random random, List<TaskCompletionSource> disks)
    {
        if (random.Next(3) > 0)
        {
            return Task.CompletedTask;
        }

        if (random.Next(4) == 0)
        {
            return Task.FromException(new IOException("The disk is full."));
        }

        if (disks.Count > 0 && random.Next(2) == 0)
        {
            // A disk answers from a thread of its own, never within the call that appends.
            TaskCompletionSource done = disks[0];
            disks.RemoveAt(0);
            ThreadPool.QueueUserWorkItem(_ => done.TrySetResult());
        }

        disks.Add(new TaskCompletionSource());
        return disks[^1].Task;
    }
}
