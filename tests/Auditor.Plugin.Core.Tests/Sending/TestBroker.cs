using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using RabbitMQ.Client;

namespace Auditor.Plugin.Core.Tests.Sending;

/// <summary>The broker that ./test.sh started. Each test has a virtual host of its own, with the exchanges and queues that the services declare.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    /// <summary>Name of the collection of tests that need the broker: one of them restarts it.</summary>
    public const string OneAtATime = "broker";

    private static readonly string Root = Environment.GetEnvironmentVariable("AUDITOR_TEST_RABBITMQ")
        ?? throw new InvalidOperationException("AUDITOR_TEST_RABBITMQ is not set: run these tests with ./test.sh, which starts a broker.");

    private static readonly string Control = Environment.GetEnvironmentVariable("AUDITOR_TEST_RABBITMQ_CONTROL")
        ?? throw new InvalidOperationException("AUDITOR_TEST_RABBITMQ_CONTROL is not set: run these tests with ./test.sh.");

    private readonly List<string> _users = [];

    public string VirtualHost { get; } = "p" + Guid.NewGuid().ToString("n");

    public ConnectionSettings Settings
    {
        get
        {
            var uri = new Uri(Root);
            string[] user = uri.UserInfo.Split(':');
            return new ConnectionSettings { Host = uri.Host, Port = uri.Port, UseTls = false, VirtualHost = VirtualHost, User = user[0], Password = Uri.UnescapeDataString(user[1]) };
        }
    }

    public static async Task<TestBroker> CreateAsync()
    {
        var broker = new TestBroker();
        await RunAsync("ctl", "add_vhost", broker.VirtualHost);
        await RunAsync("ctl", "set_permissions", "-p", broker.VirtualHost, broker.Settings.User, ".*", ".*", ".*");
        return broker;
    }

    /// <summary>A user with just these permissions (regular expressions).</summary>
    public async Task<ConnectionSettings> AddUserAsync(string configure, string write, string read)
    {
        string user = "u" + Guid.NewGuid().ToString("n");
        await RunAsync("ctl", "add_user", user, "secret");
        _users.Add(user);
        await RunAsync("ctl", "set_permissions", "-p", VirtualHost, user, configure, write, read);
        return Settings with { User = user, Password = "secret" };
    }

    /// <summary>Ends every connection, as a broker does that is restarted.</summary>
    public Task CutAsync() => RunAsync("ctl", "close_all_connections", "-p", VirtualHost, "cut by the test");

    public static async Task RestartAsync()
    {
        await RunAsync("stop");
        await RunAsync("start");
    }

    public async Task<IChannel> ChannelAsync()
    {
        ConnectionSettings settings = Settings;
        IConnection connection = await new ConnectionFactory
        {
            HostName = settings.Host, Port = settings.Port, VirtualHost = settings.VirtualHost, UserName = settings.User, Password = settings.Password, AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();
        return await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
    }

    /// <summary>A durable topic exchange with a durable quorum queue, as a service declares them.</summary>
    public async Task DeclareAsync(string exchange, string? queue)
    {
        await using IChannel channel = await ChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, "topic", durable: true);
        if (queue is not null)
        {
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            await channel.QueueBindAsync(queue, exchange, "#");
        }
    }

    /// <summary>Everything in a queue, taken from it.</summary>
    public async Task<List<(IReadOnlyBasicProperties Properties, byte[] Body)>> TakeAllAsync(string queue)
    {
        await using IChannel channel = await ChannelAsync();
        var all = new List<(IReadOnlyBasicProperties, byte[])>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } got)
        {
            all.Add((got.BasicProperties, got.Body.ToArray()));
        }

        return all;
    }

    /// <summary>Announces until somebody has heard it: a listener has no queue before it is set up.</summary>
    public async Task AnnounceUntilHeardAsync(ConcurrentQueue<string> heard, string text)
    {
        await using IChannel channel = await ChannelAsync();
        for (int attempt = 0; !heard.Contains(text); attempt++)
        {
            Assert.True(attempt < 300, "It is not heard: " + text);
            await channel.BasicPublishAsync(Exchanges.Rules, "changed", Encoding.UTF8.GetBytes(text));
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("ctl", "delete_vhost", VirtualHost);
        foreach (string user in _users)
        {
            await RunAsync("ctl", "delete_user", user);
        }
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("bash", [Control, .. arguments]))!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"rabbitmq.sh {arguments[0]} ended with {process.ExitCode}.");
    }
}
