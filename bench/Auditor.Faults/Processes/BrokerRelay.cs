using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Auditor.Faults.Processes;

/// <summary>
/// A TCP way to the broker that can be cut: connections break, and new ones break too until it is mended. It listens all the time, so that
/// nobody else takes its port meanwhile.
/// </summary>
internal sealed class BrokerRelay : IDisposable
{
    private readonly IPEndPoint _far;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private volatile bool _cut;

    public BrokerRelay(int port)
    {
        _far = new IPEndPoint(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    /// <summary>Where to connect to, on this machine.</summary>
    public int Port { get; }

    public void Cut()
    {
        _cut = true;
        foreach (Socket socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    public void Mend() => _cut = false;

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    /// <summary>Without a good end, as a pulled plug looks in the end.</summary>
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The other side was faster.
        }

        socket.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _open[near] = 0;
        _open[far] = 0;
        try
        {
            if (_cut)
            {
                return;
            }

            await far.ConnectAsync(_far);
            near.NoDelay = far.NoDelay = true;
            await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // Cut, or the broker is away.
        }
        finally
        {
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
            Reset(near);
            Reset(far);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                int read = await from.ReceiveAsync(buffer);
                if (read == 0)
                {
                    return;
                }

                for (int sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // One end is gone; the other follows.
        }
    }
}
