using System.Diagnostics;
using Auditor.Faults.Checking;
using Auditor.Faults.Injecting;
using Auditor.Faults.Load;
using Auditor.Faults.Processes;
using Auditor.Wire;

namespace Auditor.Faults;

/// <summary>One run: start, load and harm, let settle, check, tell.</summary>
internal sealed class FaultRun(FaultOptions options, Action<string> write)
{
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(4);

    private readonly string _folder = options.Folder ?? Path.Combine(Repository.Root, ".test-run", "faults", $"seed-{options.Seed}");
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <returns>What came of it; its folder is left when something is wrong.</returns>
    public async Task<RunReport> RunAsync(CancellationToken cancellation)
    {
        Say($"seed {options.Seed}, {options.Duration.TotalMinutes:0.##} minutes, {string.Join(", ", options.Counts.Select(count => $"{count.Value} {count.Key.Name}"))}, {options.Senders} senders, {options.Rate:F0} activities/s");
        if (Directory.Exists(_folder))
        {
            await CommandLineTool.TryAsync("umount", [.. ServiceKind.All.Select(kind => Path.Combine(_folder, kind.Folder))]);
            Directory.Delete(_folder, recursive: true);
        }

        Deployment deployment = await Deployment.StartFragileAsync(_folder, options.Counts, options.VolumeBytes);
        bool passed = false;
        try
        {
            RunReport report = await RunAsync(deployment, cancellation);
            passed = report.Passed;
            return report;
        }
        finally
        {
            bool keep = options.Keep || !passed;
            await deployment.StopAsync(keep);
            if (keep)
            {
                Say($"Everything is kept in {_folder}. The same again: --seed {options.Seed}");
            }
            else
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }

    private async Task<RunReport> RunAsync(Deployment deployment, CancellationToken cancellation)
    {
        var clients = new Dictionary<string, BrokerRelay>
        {
            ["senders"] = new(deployment.Broker.Uri.Port),
            ["Event Server"] = new(deployment.Broker.Uri.Port),
            ["feed's subscriber"] = new(deployment.Broker.Uri.Port),
        };
        await using var eventServer = new EventServer(() => deployment.Broker.By(clients["Event Server"]), Path.Combine(_folder, "delivered.txt"));
        await eventServer.StartAsync();
        await using Subscribers subscribers = await Subscribers.StartAsync(deployment, () => deployment.Broker.By(clients["feed's subscriber"]), options.Seed);
        var editor = new RuleEditor(deployment, options.Seed);
        await editor.MakeRulesAsync();
        Sender[] senders =
        [
            .. Enumerable.Range(1, options.Senders).Select(number => new Sender(
                number, options.Seed, options.Rate / options.Senders, new ConfirmingLink(() => deployment.Broker.By(clients["senders"])))),
        ];
        var watch = new CheckpointWatch(deployment);
        var injector = new FaultInjector(deployment, clients, eventServer, Say);
        IReadOnlyList<Fault> schedule = options.WithFaults ? FaultSchedule.Make(options.Seed, options.Duration, TargetsOf(deployment, clients.Keys)) : [];
        foreach (StoreVolume volume in deployment.Volumes.Values)
        {
            Say($"{Path.GetFileName(volume.Folder)} lies on {volume.Medium}{(volume.CanFill ? "" : ": it is not filled")}");
        }

        Say(deployment.HasClocks ? "the clocks of the services are steered" : "no C compiler here, and so no clock steps in the services: only the senders' clocks differ");
        using var stopLoad = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stopLoad.CancelAfter(options.Duration);
        using var stopWatch = new CancellationTokenSource();
        Task watching = watch.RunAsync(stopWatch.Token);
        Task load = Task.WhenAll([editor.RunAsync(stopLoad.Token), .. senders.Select(sender => Task.Run(() => sender.RunAsync(stopLoad.Token)))]);
        await injector.RunAsync(schedule, stopLoad.Token);
        await load;
        Say("The load is over and all of it is confirmed; now it settles.");
        SentActivities[] sent = [.. senders.SelectMany(sender => sender.Sessions).Select(Of)];
        string? unfinished = await SettleAsync(deployment, sent);
        await stopWatch.CancelAsync();
        await watching;
        Say(unfinished is null ? "Settled; now it is checked." : $"It has not settled in {LongestSettling.TotalMinutes} minutes: {unfinished}.");

        RunReport report = await CheckAsync(deployment, editor, eventServer, subscribers, watch, sent, unfinished);
        report.Faults = injector;
        report.Schedule = schedule;
        report.Resent = senders.Sum(sender => sender.Resent);
        report.Duplicates = senders.Sum(sender => sender.Duplicates);
        foreach (IAsyncDisposable sender in senders)
        {
            await sender.DisposeAsync();
        }

        return report;
    }

    private static FaultTargets TargetsOf(Deployment deployment, IEnumerable<string> clients) => new(
        [.. deployment.Slots.Select(slot => slot.Name)],
        [.. deployment.Volumes.Keys.Select(kind => kind.Name)],
        [.. deployment.Volumes.Where(volume => volume.Value.CanFill).Select(volume => volume.Key.Name)],
        [.. clients],
        deployment.HasClocks);

    private static SentActivities Of(SessionRecord session) => new(session.SessionId, session.Sent, session.Confirmed.ToHashSet(), session.FellSilent);

    private static async Task<string?> SettleAsync(Deployment deployment, SentActivities[] sent)
    {
        long started = Stopwatch.GetTimestamp();
        string? unfinished = "";
        while (unfinished is not null && Stopwatch.GetElapsedTime(started) < LongestSettling)
        {
            await Task.Delay(1000);
            try
            {
                unfinished = await SystemState.UnfinishedAsync(deployment, sent);
            }
            catch (HttpRequestException away)
            {
                unfinished = away.Message;
            }
        }

        return unfinished;
    }

    private async Task<RunReport> CheckAsync(
        Deployment deployment, RuleEditor editor, EventServer eventServer, Subscribers subscribers, CheckpointWatch watch, SentActivities[] sent, string? unfinished)
    {
        ServiceSlot writer = deployment.First(ServiceKind.AuditWriter);
        IReadOnlyList<LoggedFact> log = await LogContents.ReadAsync(writer);
        string history = await Patience.WithAsync(() => deployment.First(ServiceKind.RuleService).GetTextAsync($"/api/rules/{editor.RuleId}/history"));
        var settled = new Findings("everything settles");
        settled.Require(unfinished is null, () => unfinished!);
        return new RunReport
        {
            Options = options,
            Took = Stopwatch.GetElapsedTime(_started),
            Slots = [.. deployment.Slots, .. deployment.Gone],
            Sessions = sent,
            Log = log,
            Checkpoints = watch.Count,
            RuleChanges = editor.Saved.Count,
            Subscribers = subscribers.All,
            Findings =
            [
                settled,
                ExactlyOnce.Check(sent, log),
                Completeness.Check(sent, log),
                Outcomes.Check(log, DeliveredFile.CountEffects(eventServer.File)),
                Notifications.Check(subscribers.All, log),
                RuleChangesLogged.Check(editor.RuleId, editor.Saved, WireFormat.Deserialize<History>(history).Changes.Select(change => change.Version).ToArray(), log),
                await SystemState.CheckFailedAppendsAsync(writer),
                await SystemState.CheckQueuesAsync(deployment.Broker),
                await SystemState.CheckHealthAsync(deployment),
                await watch.CheckAsync(writer),
                await SystemState.VerifyAsync(deployment, writer),
            ],
        };
    }

    private void Say(string line) => write($"{Stopwatch.GetElapsedTime(_started):hh\\:mm\\:ss} {line}");

    private sealed record History(IReadOnlyList<Change> Changes);

    private sealed record Change(long Version);
}
