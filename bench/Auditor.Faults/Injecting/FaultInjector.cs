using System.Collections.Concurrent;
using System.Diagnostics;
using Auditor.Faults.Load;
using Auditor.Faults.Processes;

namespace Auditor.Faults.Injecting;

/// <summary>Does what the schedule says, each fault by itself, and undoes it when its time is up.</summary>
internal sealed class FaultInjector(Deployment deployment, IReadOnlyDictionary<string, BrokerRelay> clients, EventServer eventServer, Action<string> say)
{
    private readonly ConcurrentDictionary<FaultKind, (int Count, TimeSpan Time)> _injected = new();
    private readonly ConcurrentQueue<string> _failed = new();

    /// <summary>How often each was done, and how long all of them lasted.</summary>
    public IReadOnlyDictionary<FaultKind, (int Count, TimeSpan Time)> Injected => _injected;

    /// <summary>Faults that could not be injected or undone. A fault of the harness, not of what it tests.</summary>
    public IReadOnlyCollection<string> Failed => _failed;

    /// <summary>Returns when the last fault is undone.</summary>
    public async Task RunAsync(IReadOnlyList<Fault> schedule, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        foreach (Fault fault in schedule)
        {
            TimeSpan wait = fault.At - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            say(fault.ToString());
            running.Add(InjectAsync(fault));
        }

        await Task.WhenAll(running);
    }

    private async Task InjectAsync(Fault fault)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            await DoAsync(fault);
            TimeSpan lasted = Stopwatch.GetElapsedTime(started);
            _injected.AddOrUpdate(fault.Kind, (1, lasted), (_, sum) => (sum.Count + 1, sum.Time + lasted));
        }
        catch (Exception problem)
        {
            _failed.Enqueue($"{fault}: {problem.Message}");
            say($"could not be injected: {fault}: {problem.Message}");
        }
    }

    private Task DoAsync(Fault fault) => fault.Kind switch
    {
        FaultKind.Kill => SlotOf(fault).KillAsync(fault.Lasts),
        FaultKind.KillAll => Task.WhenAll(deployment.Slots.Where(slot => slot.Kind.Name == fault.Target).Select(slot => slot.KillAsync(fault.Lasts))),
        FaultKind.Pause => DuringAsync(fault, SlotOf(fault).PauseAsync, SlotOf(fault).ResumeAsync),
        FaultKind.Join => JoinAsync(fault),
        FaultKind.Cut => DuringAsync(fault, RelayOf(fault).Cut, RelayOf(fault).Mend),
        FaultKind.DropConnections => deployment.Broker.DropConnectionsAsync(),
        FaultKind.BrokerRestart => deployment.Broker.RestartAsync(fault.Lasts),
        FaultKind.BrokerKill => deployment.Broker.CrashAsync(fault.Lasts),
        FaultKind.DiskFull => DuringAsync(fault, VolumeOf(fault).FillAsync, VolumeOf(fault).FreeAsync),
        FaultKind.ClockStep => DuringAsync(fault, () => SlotOf(fault).Clock.Step(TimeSpan.FromSeconds(fault.Size)), () => SlotOf(fault).Clock.Step(TimeSpan.Zero)),
        FaultKind.SlowConsumer => DuringAsync(fault, () => eventServer.PauseForEach = TimeSpan.FromMilliseconds(fault.Size), () => eventServer.PauseForEach = TimeSpan.Zero),
        FaultKind.ConsumerRestart => eventServer.RestartAsync(fault.Lasts),
        _ => throw new UnreachableException(),
    };

    private async Task JoinAsync(Fault fault)
    {
        ServiceSlot joined = deployment.Join(ServiceKind.All.Single(kind => kind.Name == fault.Target));
        await Task.Delay(fault.Lasts);
        await joined.KillAsync(down: null);
        deployment.Leave(joined);
    }

    private static async Task DuringAsync(Fault fault, Func<Task> begin, Func<Task> end)
    {
        await begin();
        try
        {
            await Task.Delay(fault.Lasts);
        }
        finally
        {
            await end();
        }
    }

    private static Task DuringAsync(Fault fault, Action begin, Action end) =>
        DuringAsync(fault, () => Done(begin), () => Done(end));

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private ServiceSlot SlotOf(Fault fault) => deployment.Slots.Single(slot => slot.Name == fault.Target);

    private BrokerRelay RelayOf(Fault fault) => clients.TryGetValue(fault.Target, out BrokerRelay? relay) ? relay : SlotOf(fault).Relay;

    private StoreVolume VolumeOf(Fault fault) => deployment.Volumes.Single(volume => volume.Key.Name == fault.Target).Value;
}
