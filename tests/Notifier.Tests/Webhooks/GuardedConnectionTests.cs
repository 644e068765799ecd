using System.Net;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Webhooks;
using Microsoft.Extensions.Configuration;

namespace Auditor.Notifier.Tests.Webhooks;

/// <summary>Names and numbers that lead into the server's own network.</summary>
public sealed class GuardedConnectionTests
{
    private const string Refused = "webhooks go to public addresses, and to the networks in Auditor:Notifier:Webhooks:AllowedNetworks.";

    [Theory]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    public async Task A_receiver_on_this_machine_gets_nothing_unless_it_is_allowed(string url)
    {
        await using Receiver receiver = await Receiver.StartAsync();
        await using var strict = new WebhookHost(("Webhooks:AllowHttp", "true"));
        await using var open = new WebhookHost([.. WebhookHost.Loopback, ("Webhooks:AllowedNetworks:1", "0.0.0.0/8"), ("Webhooks:AllowedNetworks:2", "::1/128")]);
        string there = string.Format(url, receiver.Port);
        await using IDestination refused = strict.Open(there);
        await using IDestination taken = open.Open(there);

        DeliveryReport no = await refused.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(0, no.Acknowledged);
        Assert.EndsWith(Refused, no.Failure!.Reason, StringComparison.Ordinal);
        Assert.False(no.Failure.Final);
        Assert.Empty(receiver.Connections);

        // The same address is a receiver where an administrator allows it: it was the guard that refused.
        Assert.Equal(new DeliveryReport(1), await taken.DeliverAsync(Sample.Notifications(1), CancellationToken.None));
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_judged_however_the_name_answers_the_next_time()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        int asked = 0;
        IPAddress harmless = IPAddress.Parse("127.0.0.1");
        IPAddress inside = IPAddress.Parse("127.0.0.2");
        // As for a public and a private address: the first is allowed, the second is not; the name turns after the first answer.
        using WebhookHttp http = Http(new AddressGuard([IPNetwork.Parse("127.0.0.1/32")], () => []), _ => ++asked == 1 ? [harmless] : [inside]);
        await using WebhookDestination destination = Open(http, $"http://rebinding.example:{receiver.Port}/");

        DeliveryReport first = await destination.DeliverAsync(Sample.Notifications(3), CancellationToken.None);
        await receiver.DisposeAsync();
        DeliveryReport second = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(new DeliveryReport(3), first);
        Assert.Equal(DeliveryReport.Failed(0, $"rebinding.example leads to 127.0.0.2, which is a loopback address; {Refused}"), second);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_are_tried_that_may_be()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        using WebhookHttp http = Http(
            new AddressGuard([IPNetwork.Parse("127.0.0.1/32")], () => []),
            _ => [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("::1"), IPAddress.Parse("::ffff:127.0.0.1")]);
        await using WebhookDestination destination = Open(http, $"http://several.example:{receiver.Port}/");

        Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_said_to_be_unknown()
    {
        await using var host = new WebhookHost(("Webhooks:AllowHttp", "true"));
        await using IDestination destination = host.Open("http://no-such-host.invalid/");

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(DeliveryReport.Failed(0, "There is no host named 'no-such-host.invalid' that this server knows."), report);
    }

    [Fact]
    public async Task A_proxy_is_used_only_where_one_is_configured()
    {
        await using Receiver proxy = await Receiver.StartAsync();
        await using var host = new WebhookHost(("Webhooks:AllowHttp", "true"), ("Webhooks:Proxy", $"http://127.0.0.1:{proxy.Port}"));
        await using IDestination destination = host.Open("http://receiver.example/hook");

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(new DeliveryReport(1), report);
        Assert.Equal("receiver.example", Assert.Single(proxy.Requests).Headers["Host"]);
    }

    private static WebhookHttp Http(AddressGuard guard, Func<string, IPAddress[]> resolve) => new(
        new WebhookOptions(),
        new GuardedConnector(guard, (name, _) => Task.FromResult(resolve(name))),
        TrustedCertificates.Load(new ConfigurationBuilder().Build()));

    private static WebhookDestination Open(WebhookHttp http, string url) => new(
        http, new Uri(url), Storage.BodyFormats.Entry, [WebhookSecret.Read(WebhookSecret.New())!], TimeSpan.FromSeconds(60), TimeProvider.System);
}
