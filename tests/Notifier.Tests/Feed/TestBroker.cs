using System.Diagnostics;
using RabbitMQ.Client;

namespace Auditor.Notifier.Tests.Feed;

/// <summary>The broker that ./test.sh started. Each test has a virtual host of its own.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private static readonly string Root = Environment.GetEnvironmentVariable("AUDITOR_TEST_RABBITMQ")
        ?? throw new InvalidOperationException("AUDITOR_TEST_RABBITMQ is not set: run these tests with ./test.sh, which starts a broker.");

    private static readonly string Control = Environment.GetEnvironmentVariable("AUDITOR_TEST_RABBITMQ_CONTROL")
        ?? throw new InvalidOperationException("AUDITOR_TEST_RABBITMQ_CONTROL is not set: run these tests with ./test.sh.");

    private readonly string _virtualHost = "t" + Guid.NewGuid().ToString("n");
    private readonly List<string> _users = [];
    private IConnection? _connection;

    public Uri Uri => new(new Uri(Root), _virtualHost);

    public static async Task<TestBroker> CreateAsync()
    {
        var broker = new TestBroker();
        await RunAsync("add_vhost", broker._virtualHost);
        await RunAsync("set_permissions", "-p", broker._virtualHost, new Uri(Root).UserInfo.Split(':')[0], ".*", ".*", ".*");
        broker._connection = await new ConnectionFactory { Uri = broker.Uri }.CreateConnectionAsync();
        return broker;
    }

    /// <summary>The broker's address for a user who may do just this; each a regular expression of names.</summary>
    public async Task<Uri> AddUserAsync(string configure, string write, string read)
    {
        string user = "u" + Guid.NewGuid().ToString("n");
        string password = Guid.NewGuid().ToString("n");
        await RunAsync("add_user", user, password);
        _users.Add(user);
        await RunAsync("set_permissions", "-p", _virtualHost, user, configure, write, read);
        return new UriBuilder(Uri) { UserName = user, Password = password }.Uri;
    }

    /// <summary>For whatever a test does as a stranger, with all rights.</summary>
    public async Task<IChannel> OpenChannelAsync() => await _connection!.CreateChannelAsync();

    /// <summary>A queue of its own that is bound to an exchange, which is declared as the documentation says.</summary>
    public async Task<string> BindAsync(string exchange, string key, params (string Name, object Value)[] arguments)
    {
        IChannel channel = await OpenChannelAsync();
        string queue = "q" + Guid.NewGuid().ToString("n");
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value));
        await channel.QueueBindAsync(queue, exchange, key);
        await channel.DisposeAsync();
        return queue;
    }

    /// <summary>All that waits in a queue, in its order, taken out.</summary>
    public async Task<IReadOnlyList<BasicGetResult>> DrainAsync(string queue)
    {
        await using IChannel channel = await OpenChannelAsync();
        var messages = new List<BasicGetResult>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            messages.Add(message);
        }

        return messages;
    }

    /// <summary>Words of rabbitmqctl.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("bash", [Control, "ctl", .. arguments]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _connection!.DisposeAsync();
        foreach (string user in _users)
        {
            await RunAsync("delete_user", user);
        }

        await RunAsync("delete_vhost", _virtualHost);
    }
}
