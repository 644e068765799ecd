using System.Net;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>A name leads to no address that may be connected to. The message is for people and says what to set.</summary>
internal sealed class AddressRefusedException(string host, IPAddress address, string what) : Exception(Explain(host, address, what))
{
    public static string Explain(string host, IPAddress address, string what)
    {
        string plain = AddressGuard.Plain(address).ToString();
        string subject = host.Trim('[', ']') == plain ? plain : $"{host} leads to {plain}, which";
        return $"{subject} is {what}; webhooks go to public addresses, and to the networks in {WebhookOptions.Section}:AllowedNetworks.";
    }
}
