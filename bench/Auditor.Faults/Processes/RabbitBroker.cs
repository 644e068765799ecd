using System.Diagnostics;

namespace Auditor.Faults.Processes;

/// <summary>A RabbitMQ of our own (tests/rabbitmq.sh), which may be restarted, killed and told to drop everybody.</summary>
internal sealed class RabbitBroker : IAsyncDisposable
{
    private const string VirtualHost = "faults";

    private readonly string _script = Path.Combine(Repository.Root, "tests", "rabbitmq.sh");
    private readonly Dictionary<string, string?> _environment;
    private readonly string _pidFile;
    private readonly SemaphoreSlim _one = new(1);

    private RabbitBroker(string folder)
    {
        _environment = new Dictionary<string, string?> { ["AUDITOR_TEST_RABBITMQ_BASE"] = folder };
        _pidFile = Path.Combine(folder, "pid");
    }

    /// <summary>Where it listens, with user and password; not by way of a relay.</summary>
    public Uri Uri { get; private set; } = null!;

    public static async Task<RabbitBroker> StartAsync(string folder)
    {
        var broker = new RabbitBroker(folder);
        await broker.RunAsync("start");
        broker.Uri = new Uri(new Uri((await broker.RunAsync("uri")).Trim()), VirtualHost);
        await broker.RunAsync("ctl", "add_vhost", VirtualHost);
        await broker.RunAsync("ctl", "set_permissions", "-p", VirtualHost, broker.Uri.UserInfo.Split(':')[0], ".*", ".*", ".*");
        return broker;
    }

    /// <summary>Processor time of the broker's process.</summary>
    public TimeSpan ProcessorTime()
    {
        using var process = Process.GetProcessById(int.Parse(File.ReadAllText(_pidFile)));
        return process.TotalProcessorTime;
    }

    /// <summary>The same by another way.</summary>
    public Uri By(BrokerRelay relay) => new UriBuilder(Uri) { Port = relay.Port }.Uri;

    /// <summary>Stops it in good order, and starts it again after a while.</summary>
    public Task RestartAsync(TimeSpan down) => DownAsync("stop", down);

    /// <summary>Kills it (SIGKILL), and starts it again after a while.</summary>
    public Task CrashAsync(TimeSpan down) => DownAsync("kill", down);

    /// <summary>Drops every connection there is; false when the broker is down anyway.</summary>
    public async Task<bool> DropConnectionsAsync() =>
        (await CommandLineTool.RunAsync("bash", [_script, "ctl", "close_all_connections", "-p", VirtualHost, "a fault"], _environment)).ExitCode == 0;

    /// <summary>Messages that wait or are in hand, by queue; null while the broker does not say.</summary>
    public async Task<IReadOnlyDictionary<string, long>?> QueuesAsync()
    {
        (int exitCode, string output) = await CommandLineTool.RunAsync(
            "bash", [_script, "ctl", "list_queues", "-p", VirtualHost, "--no-table-headers", "name", "messages"], _environment);
        return exitCode != 0
            ? null
            : output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t'))
                .Where(words => words.Length == 2 && long.TryParse(words[1], out _))
                .ToDictionary(words => words[0], words => long.Parse(words[1]));
    }

    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        await CommandLineTool.RunAsync("bash", [_script, "stop"], _environment);
        _one.Dispose();
    }

    private async Task DownAsync(string how, TimeSpan down)
    {
        // One after the other: what is down cannot be stopped.
        await _one.WaitAsync();
        try
        {
            await CommandLineTool.RunUnreadAsync("bash", [_script, how], _environment);
            await Task.Delay(down);
            await StartAgainAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>On a busy machine a start may fail for a port that is not free yet.</summary>
    private async Task StartAgainAsync()
    {
        for (int attempt = 0; attempt < 5; attempt++)
        {
            if (await CommandLineTool.RunUnreadAsync("bash", [_script, "start"], _environment) == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        throw new InvalidOperationException("The broker does not start again; see the log in its folder.");
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        if (arguments[0] == "start")
        {
            // It leaves the broker running with our pipes in hand, so its output is not read.
            int code = await CommandLineTool.RunUnreadAsync("bash", [_script, .. arguments], _environment);
            return code == 0 ? "" : throw new InvalidOperationException("The broker does not start; see the log in its folder.");
        }

        (int exitCode, string output) = await CommandLineTool.RunAsync("bash", [_script, .. arguments], _environment);
        return exitCode == 0 ? output : throw new InvalidOperationException($"rabbitmq.sh {string.Join(' ', arguments)} ended with {exitCode}: {output}");
    }
}
