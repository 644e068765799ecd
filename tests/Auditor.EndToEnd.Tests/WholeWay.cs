using System.Globalization;

namespace Auditor.EndToEnd.Tests;

/// <summary>A broker with one RuleService and one AuditWriter on it, each with a data folder that outlives it.</summary>
internal sealed class WholeWay : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-e2e-").FullName;

    /// <summary>Made in the writer's folder, which owns keys; RuleService asks the writer.</summary>
    private readonly Lazy<Task<string>> _key;

    private WholeWay(Broker broker)
    {
        _key = new Lazy<Task<string>>(() => ServiceProcess.MakeKeyAsync(Directory.CreateDirectory(Path.Combine(_folder, "log")).FullName));
        Broker = broker;
        Publisher = new Publisher(broker);
    }

    public Broker Broker { get; }

    public Publisher Publisher { get; }

    public ServiceProcess Rules { get; private set; } = null!;

    public ServiceProcess Writer { get; private set; } = null!;

    public static async Task<WholeWay> StartAsync()
    {
        var way = new WholeWay(await Broker.CreateAsync());
        await Task.WhenAll(way.StartRulesAsync(), way.StartWriterAsync());
        return way;
    }

    public static async Task<WholeWay> StartWithoutServicesAsync() => new(await Broker.CreateAsync());

    public async Task StartRulesAsync()
    {
        Rules = await StartAnotherRulesAsync();
    }

    public async Task StartWriterAsync()
    {
        Writer = await StartAnotherWriterAsync();
    }

    public async Task<ServiceProcess> StartAnotherRulesAsync(params string[] arguments) => await StartAsync("Services/RuleService", "rules", arguments);

    public Task<ServiceProcess> StartNotifierAsync(params string[] arguments) => StartAsync("Services/Notifier", "notify", arguments);

    /// <summary>The console by itself. There is no Notifier here unless a test starts one; nothing asks it.</summary>
    public Task<ServiceProcess> StartConsoleAsync() => StartAsync(
        "WebConsole",
        "console",
        $"--Auditor:Console:AuditWriter={Writer.Http.BaseAddress}",
        $"--Auditor:Console:RuleService={Rules.Http.BaseAddress}",
        "--Auditor:Console:Notifier=http://127.0.0.1:1");

    public async Task<ServiceProcess> StartAnotherWriterAsync() => await StartAsync("Services/AuditWriter", "log");

    /// <summary>The log verifies from the first entry to the last against its public key: over HTTP, as a stranger would, and straight from the store.</summary>
    public async Task AssertProvenAsync(long atLeast)
    {
        await Wait.UntilAsync(
            "a checkpoint of all entries",
            async () => long.Parse((await Writer.Http.GetStringAsync("/api/ledger/checkpoint")).Split('\n')[1], CultureInfo.InvariantCulture) >= atLeast,
            () => Writer.Output);
        string key = (await Writer.Http.GetStringAsync("/api/ledger/key")).Trim();
        string ledger = new Uri(Writer.Http.BaseAddress!, "/api/ledger").ToString();
        await AssertProvenAsync(["verify", "http", "--url", ledger, "--key", key], atLeast);
        await AssertProvenAsync(["verify", "store", "--data", Path.Combine(_folder, "log"), "--key", key], atLeast);
    }

    public async ValueTask DisposeAsync()
    {
        await Publisher.DisposeAsync();
        if (Rules is not null)
        {
            await Rules.DisposeAsync();
        }

        if (Writer is not null)
        {
            await Writer.DisposeAsync();
        }

        await Broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AssertProvenAsync(string[] arguments, long atLeast)
    {
        (int exitCode, string output) = await ServiceProcess.RunStandaloneAsync(_folder, await _key.Value, arguments);
        Assert.True(exitCode == 0, output);
        long proven = long.Parse(output["Proven: ".Length..].Split(' ')[0].Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        Assert.True(proven >= atLeast, output);
    }

    private async Task<ServiceProcess> StartAsync(string project, string name, params string[] arguments)
    {
        string data = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        ServiceProcess service = await ServiceProcess.StartAsync(project, data, Broker, arguments);
        service.Use(await _key.Value);
        await service.UntilReadyAsync();
        return service;
    }
}
