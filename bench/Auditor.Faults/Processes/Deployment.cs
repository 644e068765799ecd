using System.Collections.Concurrent;

namespace Auditor.Faults.Processes;

/// <summary>A broker, a store volume for each kind of service, and the processes.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    /// <summary>Holes and silence are told of sooner than a real site would want, so that a run of minutes has them.</summary>
    public const int GapSeconds = 8;

    public const int SilenceSeconds = 30;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3);

    private readonly RunSettings _settings;
    private readonly List<ServiceSlot> _slots;
    private readonly ConcurrentBag<ServiceSlot> _gone = [];
    private int _joined;
    private readonly Dictionary<ServiceKind, StoreVolume> _volumes;

    private Deployment(RunSettings settings, List<ServiceSlot> slots, Dictionary<ServiceKind, StoreVolume> volumes)
    {
        _settings = settings;
        _slots = slots;
        _volumes = volumes;
    }

    public string Folder => _settings.Folder;

    public string ApiKey => _settings.ApiKey;

    /// <summary>Whether the clock of a process can be steered.</summary>
    public bool HasClocks => _settings.ClockLibrary is not null;

    public RabbitBroker Broker => _settings.Broker;

    /// <summary>Where processes ran that were here for a while.</summary>
    public IReadOnlyCollection<ServiceSlot> Gone => _gone;

    /// <summary>Where processes are meant to run, those that joined for a while included.</summary>
    public IReadOnlyList<ServiceSlot> Slots
    {
        get
        {
            lock (_slots)
            {
                return [.. _slots];
            }
        }
    }

    public IReadOnlyDictionary<ServiceKind, StoreVolume> Volumes => _volumes;

    /// <summary>Starts everything so that it can be harmed, and returns when all of it is ready.</summary>
    /// <param name="folder">Of the run.</param>
    /// <param name="counts">How many processes of each kind.</param>
    /// <param name="volumeBytes">Size of each store's file system.</param>
    public static Task<Deployment> StartFragileAsync(string folder, IReadOnlyDictionary<ServiceKind, int> counts, long volumeBytes) =>
        StartAsync(folder, counts, volumeBytes, new Dictionary<string, string>
        {
            ["Auditor__Completeness__GapSeconds"] = GapSeconds.ToString(),
            ["Auditor__Completeness__SilenceSeconds"] = SilenceSeconds.ToString(),
            // The webhook's receiver is this program.
            ["Auditor__Notifier__Webhooks__AllowHttp"] = "true",
            ["Auditor__Notifier__Webhooks__AllowedNetworks__0"] = "127.0.0.0/8",
        });

    /// <summary>Starts everything as it runs anywhere: in folders of this disk, with true clocks and straight to the broker.</summary>
    public static Task<Deployment> StartPlainAsync(string folder, IReadOnlyDictionary<ServiceKind, int> counts) =>
        StartAsync(folder, counts, volumeBytes: null, new Dictionary<string, string>());

    private static async Task<Deployment> StartAsync(
        string folder, IReadOnlyDictionary<ServiceKind, int> counts, long? volumeBytes, IReadOnlyDictionary<string, string> environment)
    {
        Directory.CreateDirectory(folder);
        var volumes = new Dictionary<ServiceKind, StoreVolume>();
        RabbitBroker? broker = null;
        Deployment? deployment = null;
        try
        {
            foreach (ServiceKind kind in counts.Keys)
            {
                string store = Path.Combine(folder, kind.Folder);
                volumes[kind] = volumeBytes is { } bytes ? await StoreVolume.MakeAsync(store, bytes) : StoreVolume.Plain(store);
            }

            broker = await RabbitBroker.StartAsync(Path.Combine(folder, "rabbitmq"));
            string key = await MakeKeyAsync(volumes[ServiceKind.AuditWriter].Folder);
            var settings = new RunSettings(
                folder, broker, key, volumeBytes is null ? null : await FakeClock.BuildAsync(folder), Relayed: volumeBytes is not null, environment);
            deployment = new Deployment(
                settings, [.. counts.SelectMany(count => Enumerable.Range(1, count.Value).Select(number => new ServiceSlot(count.Key, number, settings)))], volumes);
            deployment._slots.ForEach(slot => slot.Start());
            await deployment.UntilReadyAsync();
            return deployment;
        }
        catch
        {
            // Nothing may be left running, or mounted, by a start that failed.
            if (deployment is not null)
            {
                await deployment.StopAsync(keep: true);
                throw;
            }

            if (broker is not null)
            {
                await broker.DisposeAsync();
            }

            foreach (StoreVolume volume in volumes.Values)
            {
                await volume.DisposeAsync(keep: true);
            }

            throw;
        }
    }

    /// <summary>Any process of a kind that answers now.</summary>
    public ServiceSlot First(ServiceKind kind) => Slots.First(slot => slot.Kind == kind);

    /// <summary>One process more, until the caller lets it go.</summary>
    public ServiceSlot Join(ServiceKind kind)
    {
        lock (_slots)
        {
            var slot = new ServiceSlot(kind, 100 + ++_joined, _settings);
            _slots.Add(slot);
            slot.Start();
            return slot;
        }
    }

    /// <summary>It was killed and does not come back.</summary>
    public void Leave(ServiceSlot slot)
    {
        lock (_slots)
        {
            _slots.Remove(slot);
            _gone.Add(slot);
        }
    }

    public async Task UntilReadyAsync()
    {
        foreach (ServiceSlot slot in Slots)
        {
            if (!await Patience.TryUntilAsync(() => slot.IsHealthyAsync("/health/ready"), LongestStart))
            {
                throw new TimeoutException($"{slot.Name} is not ready after {LongestStart.TotalMinutes} minutes; see its log in {Folder}.");
            }
        }
    }

    /// <summary>Runs a command of Standalone, such as <c>verify</c>.</summary>
    public Task<(int ExitCode, string Output)> CommandAsync(params string[] arguments) =>
        CommandLineTool.RunAsync(
            "dotnet", [Repository.ProgramOf("Standalone"), .. arguments], new Dictionary<string, string?> { ["AUDITOR_API_KEY"] = ApiKey });

    public async Task StopAsync(bool keep)
    {
        foreach (ServiceSlot slot in Slots.Concat(_gone))
        {
            await slot.DisposeAsync();
        }

        await Broker.DisposeAsync();
        foreach (StoreVolume volume in _volumes.Values)
        {
            await volume.DisposeAsync(keep);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(keep: false);

    private static async Task<string> MakeKeyAsync(string folder)
    {
        (int exitCode, string output) = await CommandLineTool.RunAsync(
            "dotnet", [Repository.ProgramOf("Standalone"), "key", "create", "--name", "Faults", "--role", "administrator,auditor,reporter", "--data", folder]);
        // The key is all that goes to standard output; what goes to standard error comes behind it.
        return exitCode == 0 ? output.Split('\n')[0].Trim() : throw new InvalidOperationException("No API key could be made: " + output);
    }
}
