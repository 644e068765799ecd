using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>
/// Says which addresses a webhook may go to, so that nobody reaches into the server's own network by the URL of a subscription: public
/// unicast addresses outside the networks that this machine stands in, and what an administrator allows.
/// </summary>
/// <param name="allowed">What an administrator allows.</param>
/// <param name="own">The networks that this machine stands in.</param>
internal sealed class AddressGuard(IReadOnlyList<IPNetwork> allowed, Func<IReadOnlyList<IPNetwork>> own)
{
    // An interface with a wider prefix than these leads to a tunnel, not to neighbours.
    private const int WidestOwnV4 = 8;
    private const int WidestOwnV6 = 32;

    /// <summary>Why an address may not be connected to, for a sentence that says "which is ..."; null when it may.</summary>
    public string? Refusal(IPAddress address)
    {
        IPAddress plain = Plain(address);
        if (allowed.Any(network => network.Contains(plain)))
        {
            return null;
        }

        if (SpecialNetworks.WhatIs(plain) is { } special)
        {
            return special;
        }

        if (SpecialNetworks.HiddenIn(plain) is { } hidden && Refusal(hidden) is { } what)
        {
            return $"an address that leads to {hidden}, which is {what}";
        }

        return own().Any(network => network.Contains(plain)) ? "in a network that this server stands in" : null;
    }

    /// <summary>Without IPv6 around an IPv4 address (<c>::ffff:127.0.0.1</c>), and without a scope.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes())
        : address;

    /// <summary>The networks that this machine stands in now.</summary>
    public static IReadOnlyList<IPNetwork> OwnNetworks()
    {
        var networks = new List<IPNetwork>();
        foreach (NetworkInterface link in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (UnicastIPAddressInformation unicast in link.GetIPProperties().UnicastAddresses)
            {
                IPAddress address = Plain(unicast.Address);
                bool v4 = address.AddressFamily == AddressFamily.InterNetwork;
                int prefix = unicast.PrefixLength >= (v4 ? WidestOwnV4 : WidestOwnV6) ? unicast.PrefixLength : v4 ? 32 : 128;
                networks.Add(new IPNetwork(address, prefix));
            }
        }

        return networks;
    }
}
