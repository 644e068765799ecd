using System.Net;
using Auditor.Plugin.Core.Connections;

namespace Auditor.Deploy.Tests;

/// <summary>TLS to the broker with a certificate of the private CA: who trusts it connects, and nobody else.</summary>
public sealed class TlsTests(DeployedBroker broker)
{
    [Fact]
    public async Task A_service_that_trusts_the_authority_connects()
    {
        await using ServiceProcess service = await StartAsync(broker.Authority, "localhost");

        await service.UntilReadyAsync();

        Assert.Contains("rule-service\ttlsv1.3", await ConnectionsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "localhost", "certificate")]
    [InlineData(true, "127.0.0.1", "certificate")]
    public async Task A_service_does_not_talk_to_a_broker_that_it_cannot_tell_from_another(bool trusts, string host, string problem)
    {
        await using ServiceProcess service = await StartAsync(trusts ? broker.Authority : null, host);

        await Wait.UntilAsync("the refusal", () => Task.FromResult(service.Output.Contains(problem, StringComparison.Ordinal)), () => service.Output);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.StatusAsync("/health/ready"));
        Assert.DoesNotContain(broker.PasswordOf("rule-service"), service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plugin_s_link_connects_when_the_authority_is_trusted() =>
        Assert.Equal("sent", await LinkProcess.SendAsync(Settings(), broker.Authority));

    [Fact]
    public async Task The_plugin_s_link_says_that_it_does_not_trust_the_certificate() =>
        Assert.Contains("certificate", await LinkProcess.SendAsync(Settings(), authority: null), StringComparison.Ordinal);

    [Fact]
    public async Task The_plugin_s_link_says_that_the_certificate_is_for_another_name()
    {
        Assert.Contains("name", await LinkProcess.SendAsync(Settings() with { TlsServerName = "broker.example" }, broker.Authority), StringComparison.Ordinal);
        Assert.Equal("sent", await LinkProcess.SendAsync(Settings() with { Host = "127.0.0.1", TlsServerName = "rabbitmq" }, broker.Authority));
    }

    private ConnectionSettings Settings() => broker.SettingsOf(Roles.Client.User) with { Host = "localhost", Port = broker.TlsPort, UseTls = true };

    private async Task<string> ConnectionsAsync() => await broker.ControlAsync("list_connections", "--no-table-headers", "user", "ssl_protocol");

    private async Task<ServiceProcess> StartAsync(string? authority, string host)
    {
        string uri = broker.UriOf("rule-service", tls: true).Replace("@localhost", "@" + host, StringComparison.Ordinal);
        string folder = Directory.CreateTempSubdirectory("auditor-tls-").FullName;
        // A process inherits the environment; the variable is this test's alone, since tests run one after the other.
        Environment.SetEnvironmentVariable("SSL_CERT_FILE", authority);
        try
        {
            return await ServiceProcess.StartAsync(
                "Services/RuleService", folder, broker: null, "--ConnectionStrings:rabbitmq=" + uri, "--Auditor:Bus:DeclareTopology=false", "--Logging:LogLevel:MassTransit=Warning");
        }
        finally
        {
            Environment.SetEnvironmentVariable("SSL_CERT_FILE", null);
        }
    }
}
