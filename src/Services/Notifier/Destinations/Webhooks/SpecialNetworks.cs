using System.Net;
using System.Net.Sockets;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>
/// Addresses that are not public unicast: the IANA registries of special-purpose addresses (RFC 6890 and its updates) and what clouds keep
/// for themselves.
/// </summary>
internal static class SpecialNetworks
{
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Everything public is in here, less the ones in <see cref="Special"/>.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly (IPNetwork Network, string What)[] Special =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "an address of this very network (RFC 791)"),
        (IPNetwork.Parse("10.0.0.0/8"), "a private address (RFC 1918)"),
        (IPNetwork.Parse("100.64.0.0/10"), "an address of a carrier's own network (RFC 6598)"),
        (IPNetwork.Parse("127.0.0.0/8"), "a loopback address"),
        (IPNetwork.Parse("168.63.129.16/32"), "the address of Azure's own services"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address, where clouds keep their credentials"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private address (RFC 1918)"),
        (IPNetwork.Parse("192.0.0.0/24"), "an address kept for protocols (RFC 6890)"),
        (IPNetwork.Parse("192.0.2.0/24"), "an address for documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "a 6to4 relay (RFC 7526)"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private address (RFC 1918)"),
        (IPNetwork.Parse("198.18.0.0/15"), "an address for benchmarks (RFC 2544)"),
        (IPNetwork.Parse("198.51.100.0/24"), "an address for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "an address for documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved address"),
        (IPNetwork.Parse("::/128"), "the unspecified address"),
        (IPNetwork.Parse("::1/128"), "a loopback address"),
        (IPNetwork.Parse("fc00::/7"), "a private address (RFC 4193)"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
        (IPNetwork.Parse("2001::/23"), "an address kept for protocols (RFC 2928), Teredo among them"),
        (IPNetwork.Parse("2001:db8::/32"), "an address for documentation"),
        (IPNetwork.Parse("2002::/16"), "a 6to4 address (RFC 7526), which hides another"),
        (IPNetwork.Parse("3fff::/20"), "an address for documentation"),
    ];

    /// <summary>What an address is when it is not public unicast, for a sentence that says "which is ..."; null when it is.</summary>
    /// <param name="address">Not mapped from IPv4.</param>
    public static string? WhatIs(IPAddress address)
    {
        foreach ((IPNetwork network, string what) in Special)
        {
            if (network.Contains(address))
            {
                return what;
            }
        }

        return address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address) || Translated.Contains(address)
            ? null
            : "not a public address";
    }

    /// <summary>The IPv4 address that traffic to this IPv6 address ends at: NAT64 (RFC 6052), ISATAP (RFC 5214); null for none.</summary>
    public static IPAddress? HiddenIn(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        byte[] bytes = address.GetAddressBytes();
        bool isatap = bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
        return isatap || Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12)) : null;
    }
}
