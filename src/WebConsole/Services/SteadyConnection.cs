using System.Net;
using System.Net.Sockets;

namespace Auditor.WebConsole.Services;

/// <summary>
/// Connects to the first of a service's addresses that answers, always in the same order. Where a name stands for several instances, one person's requests so
/// reach the same one: an export, a verification and a draft that is tried on the past live in the instance that was asked for them.
/// </summary>
internal static class SteadyConnection
{
    /// <summary>An address that says nothing for so long is passed over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <exception cref="HttpRequestException">None of them answers, or the name is not known.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        Exception? problem = null;
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        foreach (IPAddress address in InOrder(addresses))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, context.DnsEndPoint.Port, patience.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception away) when (away is SocketException || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                socket.Dispose();
                problem = away;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new HttpRequestException($"Nobody answers at {context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}.", problem);
    }

    /// <summary>The same order whatever the order in which names are resolved.</summary>
    public static IEnumerable<IPAddress> InOrder(IEnumerable<IPAddress> addresses) =>
        addresses.OrderBy(address => address.AddressFamily).ThenBy(address => Convert.ToHexString(address.GetAddressBytes()), StringComparer.Ordinal);
}
