using System.Net;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>What may be the URL of a webhook, as far as it can be said without the network.</summary>
internal sealed class WebhookUrl(WebhookOptions options, AddressGuard guard)
{
    private const int Longest = 2_048;

    /// <summary>Ports from 1024 on that other protocols have, whose servers may take an HTTP request for their own (WHATWG Fetch, "port blocking").</summary>
    private static readonly int[] OtherProtocols =
        [1_719, 1_720, 1_723, 2_049, 3_659, 4_045, 4_190, 5_060, 5_061, 6_000, 6_566, 6_665, 6_666, 6_667, 6_668, 6_669, 6_679, 6_697, 10_080];

    /// <summary>What is wrong, in sentences that follow the field's name; nothing when it is fine.</summary>
    public IEnumerable<string> Problems(string text)
    {
        if (text.Length > Longest)
        {
            return [$"A URL has at most {Longest} characters."];
        }

        // Uri would trim and mend; what is signed into the log is what a person typed.
        bool written = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (!written || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.IdnHost.Length == 0)
        {
            return [$"A URL like https://receiver.example/auditor is expected{(options.AllowHttp ? "" : "; http only where " + WebhookOptions.Section + ":AllowHttp is true")}."];
        }

        return Problems(url, text);
    }

    private IEnumerable<string> Problems(Uri url, string text)
    {
        if (url.Scheme == Uri.UriSchemeHttp && !options.AllowHttp)
        {
            yield return $"Without TLS everybody on the way reads it: https is expected, unless {WebhookOptions.Section}:AllowHttp is true.";
        }

        if (Authority(text).Contains('@', StringComparison.Ordinal))
        {
            yield return "A URL with user and password is not taken; the receiver knows us by the signature.";
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            yield return "A fragment (what follows '#') is never sent.";
        }

        if (!PortIsAllowed(url.Port))
        {
            yield return $"Port {url.Port} is not one for webhooks: 443, 80, or from 1024 on those of no other protocol; others in {WebhookOptions.Section}:AllowedPorts.";
        }

        if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && IPAddress.TryParse(url.IdnHost, out IPAddress? address) && guard.Refusal(address) is { } what)
        {
            yield return AddressRefusedException.Explain(url.IdnHost, address, what);
        }
    }

    /// <summary>As it is written, also when the user info is empty.</summary>
    private static string Authority(string text)
    {
        int start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = text.IndexOfAny(['/', '?', '#'], start);
        return end < 0 ? text[start..] : text[start..end];
    }

    private bool PortIsAllowed(int port) => options.AllowedPorts.Contains(port) || port is 80 or 443 || (port >= 1_024 && !OtherProtocols.Contains(port));
}
