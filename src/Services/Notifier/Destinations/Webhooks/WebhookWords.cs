using System.Net.Sockets;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>Why a receiver could not be asked, in a sentence for people. Names the host and never the rest of the URL, which may hold a secret.</summary>
internal static class WebhookWords
{
    public static string Of(HttpRequestException problem, Uri url)
    {
        string server = $"{url.IdnHost}:{url.Port}";
        for (Exception? cause = problem; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AddressRefusedException refused:
                    return refused.Message;
                case SocketException socket:
                    return OfSocket(socket, url, server);
                case CertificateRefusedException certificate:
                    return $"The TLS certificate of {server} is refused: {certificate.Message}.";
            }
        }

        return problem.HttpRequestError switch
        {
            HttpRequestError.ConfigurationLimitExceeded => $"{server} answered with more headers than are read.",
            HttpRequestError.ResponseEnded => $"{server} closed the connection without an answer.",
            HttpRequestError.ProxyTunnelError => $"The proxy lets nothing through to {server}.",
            HttpRequestError.SecureConnectionError => $"{server} and this server do not agree on TLS; see whether the port is the one for https.",
            HttpRequestError.InvalidResponse => $"{server} answers, but not as an HTTP server does.",
            _ => $"The connection to {server} was lost.",
        };
    }

    private static string OfSocket(SocketException socket, Uri url, string server) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => $"There is no host named '{url.IdnHost}' that this server knows.",
        SocketError.ConnectionRefused => $"Nothing listens on {server}.",
        SocketError.TimedOut => $"{server} does not answer in time.",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown => $"There is no way through the network to {server}.",
        _ => $"The connection to {server} was lost.",
    };
}
