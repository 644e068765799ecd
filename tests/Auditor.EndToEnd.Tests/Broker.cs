using System.Diagnostics;
using RabbitMQ.Client;

namespace Auditor.EndToEnd.Tests;

/// <summary>The broker that ./test.sh started. Each test has a virtual host of its own.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private static readonly string Root = Environment.GetEnvironmentVariable("AUDITOR_TEST_RABBITMQ")
        ?? throw new InvalidOperationException("AUDITOR_TEST_RABBITMQ is not set: run these tests with ./test.sh, which starts a broker.");

    private static readonly string Control = Environment.GetEnvironmentVariable("AUDITOR_TEST_RABBITMQ_CONTROL")
        ?? throw new InvalidOperationException("AUDITOR_TEST_RABBITMQ_CONTROL is not set: run these tests with ./test.sh.");

    private readonly string _virtualHost;

    private Broker(string virtualHost) => _virtualHost = virtualHost;

    public Uri Uri => new(new Uri(Root), _virtualHost);

    public static async Task<Broker> CreateAsync()
    {
        var broker = new Broker("t" + Guid.NewGuid().ToString("n"));
        await RunAsync("ctl", "add_vhost", broker._virtualHost);
        await RunAsync("ctl", "set_permissions", "-p", broker._virtualHost, new Uri(Root).UserInfo.Split(':')[0], ".*", ".*", ".*");
        return broker;
    }

    /// <summary>Stops the broker and starts it again; what was durable survives.</summary>
    public static async Task RestartAsync(TimeSpan down)
    {
        await RunAsync("stop");
        await Task.Delay(down);
        await RunAsync("start");
    }

    public Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = Uri }.CreateConnectionAsync();

    /// <summary>Messages that wait or are in hand, by queue.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync()
    {
        string text = await RunAsync("ctl", "list_queues", "-p", _virtualHost, "--no-table-headers", "name", "messages");
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(words => words[0], words => int.Parse(words[1]));
    }

    public async ValueTask DisposeAsync() => await RunAsync("ctl", "delete_vhost", _virtualHost);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        // 'start' leaves the broker running with our pipes in hand, so its output is not read.
        bool read = arguments[0] == "ctl";
        using Process process = Process.Start(new ProcessStartInfo("bash", [Control, .. arguments]) { RedirectStandardOutput = read })!;
        string output = read ? await process.StandardOutput.ReadToEndAsync() : "";
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmq.sh {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
