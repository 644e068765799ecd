using System.Diagnostics;
using System.Globalization;
using Auditor.Plugin.Core.Connections;
using RabbitMQ.Client;

namespace Auditor.Deploy.Tests;

/// <summary>
/// A RabbitMQ set up as docs/deploy.md says: users and topology from deploy/rabbitmq at the first start, a TLS listener with a
/// certificate of deploy/tls. Only a user for the tests themselves is added, to clear up and to look at everything.
/// </summary>
public sealed class DeployedBroker : IAsyncLifetime
{
    public const string VirtualHost = "auditor";
    public const string Administrator = "test-administrator";

    /// <summary>Sites with an Event Server user of their own.</summary>
    public static readonly string[] Sites = ["Harbour", "Quay"];

    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-deploy-").FullName;
    private readonly string _password = Guid.NewGuid().ToString("n");

    public static string Root { get; } =
        string.Join(Path.DirectorySeparatorChar, AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[..^5]);

    public int Port { get; private set; }

    public int TlsPort => Port + 3;

    /// <summary>What a client must trust.</summary>
    public string Authority => Path.Combine(_folder, "tls", "ca.pem");

    /// <summary>What the broker was started with.</summary>
    public string Definitions => Path.Combine(_folder, "definitions.json");

    public async ValueTask InitializeAsync()
    {
        string tls = Path.Combine(_folder, "tls");
        await RunAsync("deploy/tls/make-ca.sh", "--out", tls, "rabbitmq,localhost");
        string definitions = await RunAsync(
            "deploy/rabbitmq/definitions.sh",
            ["--secrets", Path.Combine(_folder, "secrets"), .. Sites.SelectMany(site => new[] { "--site", site }), "--subscriber", "siem", "--subscriber", "north=north"]);
        await File.WriteAllTextAsync(Definitions, definitions);
        Port = new Uri(await ScriptAsync("uri")).Port;
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "rabbitmq.conf"),
            $"""
            load_definitions = {Definitions}
            listeners.ssl.default = 127.0.0.1:{TlsPort}
            ssl_options.cacertfile = {tls}/ca.pem
            ssl_options.certfile = {tls}/rabbitmq.pem
            ssl_options.keyfile = {tls}/rabbitmq.key
            log.file.level = warning
            """);
        await ScriptAsync("start");
        await ControlAsync("add_user", Administrator, _password);
        await AllowAdministratorAsync(VirtualHost);
    }

    public Task AllowAdministratorAsync(string virtualHost) => ControlAsync("set_permissions", "-p", virtualHost, Administrator, ".*", ".*", ".*");

    public string PasswordOf(string user) =>
        user == Administrator ? _password : File.ReadAllText(Path.Combine(_folder, "secrets", user + ".password")).Trim();

    /// <summary>A connection string, as a service gets it.</summary>
    public string UriOf(string user, string virtualHost = VirtualHost, bool tls = false) =>
        tls ? $"amqps://{user}:{PasswordOf(user)}@localhost:{TlsPort}/{virtualHost}" : $"amqp://{user}:{PasswordOf(user)}@127.0.0.1:{Port}/{virtualHost}";

    public Task<IConnection> ConnectAsync(string user) =>
        new ConnectionFactory { Uri = new Uri(UriOf(user)), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    /// <summary>As Management Client saves it for a plugin.</summary>
    public ConnectionSettings SettingsOf(string user) => new()
    {
        Host = "127.0.0.1", Port = Port, UseTls = false, VirtualHost = VirtualHost, User = user, Password = PasswordOf(user),
    };

    public Task<string> ControlAsync(params string[] arguments) => ScriptAsync(["ctl", .. arguments]);

    /// <summary>Messages that wait in a queue.</summary>
    public async Task<int> CountAsync(string queue) => (await CountsAsync())[queue];

    /// <summary>Takes away what earlier tests left in queues.</summary>
    public async Task PurgeAsync()
    {
        await using IConnection connection = await ConnectAsync(Administrator);
        await using IChannel channel = await connection.CreateChannelAsync();
        foreach (string queue in (await CountsAsync()).Keys)
        {
            await channel.QueuePurgeAsync(queue);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ScriptAsync("stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a script of the repository. Gives what it wrote to standard output; fails with what it wrote to standard error.</summary>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        (int exitCode, string output, string problem) = await TryRunAsync(script, arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{script} ended with {exitCode}: {problem}");
    }

    public static Task<(int ExitCode, string Output, string Problem)> TryRunAsync(string script, params string[] arguments) => TryRunWithAsync(script, input: "", arguments);

    /// <param name="script">Its path in the repository.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<(int ExitCode, string Output, string Problem)> TryRunWithAsync(string script, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Root, script), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> problem = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await problem);
    }

    private async Task<Dictionary<string, int>> CountsAsync() =>
        (await ControlAsync("list_queues", "-p", VirtualHost, "--no-table-headers", "name", "messages"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(words => words[0], words => int.Parse(words[1], CultureInfo.InvariantCulture));

    private async Task<string> ScriptAsync(params string[] arguments)
    {
        // 'start' leaves the broker running with our pipes in hand, so its output is not read.
        bool read = arguments[0] != "start";
        var start = new ProcessStartInfo("bash", [Path.Combine(Root, "tests", "rabbitmq.sh"), .. arguments]) { RedirectStandardOutput = read };
        start.Environment["AUDITOR_TEST_RABBITMQ_BASE"] = Path.Combine(_folder, "rabbitmq");
        start.Environment["AUDITOR_TEST_RABBITMQ_CONF"] = Path.Combine(_folder, "rabbitmq.conf");
        using Process process = Process.Start(start)!;
        string output = read ? await process.StandardOutput.ReadToEndAsync() : "";
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmq.sh {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }
}
