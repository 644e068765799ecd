using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Tests.Sending;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Plugin.Core.Tests.Connections;

/// <summary>Each step fails in its own words. Against a real broker where one is needed.</summary>
[Collection(TestBroker.OneAtATime)]
public sealed class ConnectionTestTests
{
    private static readonly Actor Asker = new() { Name = "HARBOUR\\admin" };

    [Fact]
    public async Task Settings_that_are_not_complete_are_not_tried()
    {
        ConnectionTestStep step = Assert.Single(await RunAsync(new ConnectionSettings { Host = "" }));
        Assert.Equal(("Settings", false, "Enter the name or address of the broker."), (step.Name, step.Succeeded, step.Text));
    }

    [Fact]
    public async Task A_machine_that_nobody_knows() => await FailsAsync(
        Somewhere with { Host = "no-such-machine.invalid" }, "Name", "There is no machine named 'no-such-machine.invalid' that this machine knows.");

    [Fact]
    public async Task A_port_on_which_nothing_listens()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        await FailsAsync(Somewhere with { Host = "127.0.0.1", Port = port }, "Network", $"'127.0.0.1' is there, but nothing listens on port {port}");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using X509Certificate2 certificate = SelfSigned("mq.elsewhere.example");
        Task serving = ServeTlsAsync(listener, certificate);

        ConnectionTestStep failed = await FailsAsync(
            Somewhere with { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, UseTls = true, TlsServerName = "mq.harbour.example" }, "TLS", "is refused");

        Assert.Contains("it is not made out to 'mq.harbour.example'", failed.Text, StringComparison.Ordinal);
        Assert.Contains("does not trust who issued it", failed.Text, StringComparison.Ordinal);
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_and_a_virtual_host_that_is_not_there()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        string unknown = $"does not know the user '{broker.Settings.User}', or the password is wrong.";

        await FailsAsync(broker.Settings with { Password = "wrong" }, "Sign-in", unknown);
        await FailsAsync(broker.Settings with { User = "nobody" }, "Sign-in", "does not know the user 'nobody', or the password is wrong.");
        await FailsAsync(broker.Settings with { VirtualHost = "elsewhere" }, "Sign-in", "has no virtual host 'elsewhere'.");
    }

    [Fact]
    public async Task A_user_who_may_not_use_the_virtual_host()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        await using TestBroker other = await TestBroker.CreateAsync();
        ConnectionSettings settings = await broker.AddUserAsync(".*", ".*", ".*");

        await FailsAsync(settings with { VirtualHost = other.VirtualHost }, "Sign-in", $"may not use the virtual host '{other.VirtualHost}'.");
    }

    [Fact]
    public async Task Services_that_have_never_run_and_a_user_who_may_not_report()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        await FailsAsync(broker.Settings, "Reporting", "The exchange 'auditor.activities' is not there yet");

        await broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        ConnectionSettings mayNot = await broker.AddUserAsync("^$", "^auditor\\.policy$", ".*");
        await FailsAsync(mayNot, "Reporting", $"The user '{mayNot.User}' has no permission on the exchange 'auditor.activities'");
    }

    [Fact]
    public async Task The_whole_way_ends_with_the_policy_and_leaves_nothing_behind()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        await broker.DeclareAsync(Exchanges.Activities, Queues.Activities);
        await broker.DeclareAsync(Exchanges.Policy, Queues.Policy);
        await using IChannel service = await broker.ChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(service);
        consumer.ReceivedAsync += async (_, question) =>
        {
            Assert.Equal(Asker.Name, WireFormat.Deserialize<OperatorPolicyRequested>(question.Body.Span).Actor.Name);
            await service.BasicPublishAsync(
                "",
                question.BasicProperties.ReplyTo!,
                mandatory: false,
                new BasicProperties { CorrelationId = question.BasicProperties.CorrelationId },
                WireFormat.Serialize(new OperatorPolicy { Revision = 12 }));
        };
        await service.BasicConsumeAsync(Queues.Policy, autoAck: true, consumer);

        IReadOnlyList<ConnectionTestStep> steps = await RunAsync(broker.Settings);

        Assert.Equal(["Settings", "Name", "Network", "Sign-in", "Reporting", "Policy"], steps.Select(step => step.Name));
        Assert.All(steps, step => Assert.True(step.Succeeded, step.Text));
        Assert.Equal("RuleService answers: 0 rules can catch you (revision 12).", steps[^1].Text);
        Assert.Empty(await broker.TakeAllAsync(Queues.Activities));
    }

    [Fact]
    public async Task Nothing_that_the_test_says_holds_the_password()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();

        Assert.DoesNotContain(await RunAsync(broker.Settings with { Password = "hunter2-hunter2" }), step => step.Text.Contains("hunter2", StringComparison.Ordinal));
    }

    private static ConnectionSettings Somewhere => new() { Host = "127.0.0.1", Port = 5672, UseTls = false, User = "u", Password = "p" };

    private static Task<IReadOnlyList<ConnectionTestStep>> RunAsync(ConnectionSettings settings) =>
        new ConnectionTest(TimeProvider.System).RunAsync(settings, Asker, CancellationToken.None);

    private static async Task<ConnectionTestStep> FailsAsync(ConnectionSettings settings, string name, string words)
    {
        IReadOnlyList<ConnectionTestStep> steps = await RunAsync(settings);
        Assert.All(steps.SkipLast(1), step => Assert.True(step.Succeeded, step.Text));
        Assert.Equal((name, false), (steps[^1].Name, steps[^1].Succeeded));
        Assert.Contains(words, steps[^1].Text, StringComparison.Ordinal);
        return steps[^1];
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static async Task ServeTlsAsync(TcpListener listener, X509Certificate2 certificate)
    {
        while (true)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await using var secured = new SslStream(client.GetStream());
                await secured.AuthenticateAsServerAsync(certificate);
            }
            catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
            {
                return;
            }
            catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client does not like the certificate, which is what is tested.
            }
        }
    }
}
