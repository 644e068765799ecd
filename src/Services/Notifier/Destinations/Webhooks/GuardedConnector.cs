using System.Net;
using System.Net.Sockets;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>
/// Opens connections for webhooks. The name is resolved here, each address is judged here, and the connection goes to the very address that
/// was judged: a name that answers differently the next time gains nothing.
/// </summary>
internal sealed class GuardedConnector(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private const int MostAddresses = 8;
    private static readonly TimeSpan PatienceEach = TimeSpan.FromSeconds(5);

    /// <summary>A <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="AddressRefusedException">No address of the host may be connected to.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        DnsEndPoint target = context.DnsEndPoint;
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? literal) ? [literal] : await resolve(target.Host, cancellation);
        Exception? problem = null;
        foreach (IPAddress address in addresses.Take(MostAddresses))
        {
            if (guard.Refusal(address) is { } what)
            {
                // One that was tried and did not answer says more than one that was not tried.
                problem ??= new AddressRefusedException(target.Host, address, what);
                continue;
            }

            try
            {
                return await OpenAsync(new IPEndPoint(AddressGuard.Plain(address), target.Port), cancellation);
            }
            catch (Exception failed) when (failed is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                problem = failed is OperationCanceledException ? new SocketException((int)SocketError.TimedOut) : failed;
            }
        }

        throw problem ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> OpenAsync(IPEndPoint target, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(PatienceEach);
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, patience.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
