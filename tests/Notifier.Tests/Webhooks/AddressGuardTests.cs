using System.Net;
using Auditor.Notifier.Destinations.Webhooks;

namespace Auditor.Notifier.Tests.Webhooks;

public sealed class AddressGuardTests
{
    private static readonly AddressGuard Strict = new([], () => []);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.254")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.5")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("2a00:1450:4001::5efe:7f00:1")]
    [InlineData("2a00:1450:4001:0:200:5efe:10.0.0.1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("4000::1")]
    public void An_address_that_is_not_public_is_refused(string address) => Assert.NotNull(Strict.Refusal(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("126.255.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("169.253.1.1")]
    [InlineData("192.169.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:81d::200e")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void A_public_address_is_not(string address) => Assert.Null(Strict.Refusal(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("64:ff9b::10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("fd00:20::7", true)]
    [InlineData("fd00:21::7", false)]
    public void An_administrator_allows_networks_and_nothing_beside_them(string address, bool allowed)
    {
        var guard = new AddressGuard([IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd00:20::/32")], () => []);

        Assert.Equal(allowed, guard.Refusal(IPAddress.Parse(address)) is null);
    }

    [Fact]
    public void The_servers_own_network_is_refused_although_its_addresses_are_public()
    {
        var guard = new AddressGuard([], () => [IPNetwork.Parse("2a01:4f8:1:2::/64"), IPNetwork.Parse("5.9.1.7/32")]);

        Assert.Contains("this server stands in", guard.Refusal(IPAddress.Parse("2a01:4f8:1:2::99")));
        Assert.NotNull(guard.Refusal(IPAddress.Parse("5.9.1.7")));
        Assert.Null(guard.Refusal(IPAddress.Parse("2a01:4f8:1:3::99")));
        Assert.Null(guard.Refusal(IPAddress.Parse("5.9.1.8")));
    }

    [Fact]
    public void The_networks_of_this_machine_are_found() =>
        Assert.Contains(AddressGuard.OwnNetworks(), network => network.Contains(IPAddress.Parse("127.9.9.9")));
}
