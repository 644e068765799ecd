using System.Net;

namespace Auditor.EndToEnd.Tests;

/// <summary>Each service may reach the broker its own way: another node of a cluster, a proxy, with TLS or without.</summary>
public sealed class BrokerNameTests
{
    [Fact]
    public async Task A_service_that_names_the_broker_otherwise_than_the_writer_is_answered_who_its_caller_is()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        using var network = new CuttableNetwork(way.Broker.Uri.Host, way.Broker.Uri.Port);
        string otherwise = new UriBuilder(way.Broker.Uri) { Host = "localhost", Port = network.Port }.Uri.ToString();

        await using ServiceProcess rules = await way.StartAnotherRulesAsync("--ConnectionStrings:rabbitmq=" + otherwise);

        Assert.Equal(HttpStatusCode.OK, await rules.StatusAsync("/api/rules"));
    }
}
