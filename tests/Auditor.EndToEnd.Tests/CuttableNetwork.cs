using System.Net;
using System.Net.Sockets;

namespace Auditor.EndToEnd.Tests;

/// <summary>A TCP way to a server that can be cut: connections break, and new ones are refused until it is mended.</summary>
internal sealed class CuttableNetwork : IDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _open = [];
    private TcpListener? _listener;

    public CuttableNetwork(string host, int port)
    {
        _host = host;
        _port = port;
        Mend();
    }

    /// <summary>Where to connect to, on this machine.</summary>
    public int Port { get; private set; }

    /// <summary>Breaks every connection; nobody gets through any more.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _listener?.Stop();
            _listener = null;
            foreach (Socket socket in _open)
            {
                // A reset instead of a good end, as a pulled plug looks in the end.
                socket.Close(timeout: 0);
            }

            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate)
        {
            _listener = new TcpListener(IPAddress.Loopback, Port);
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AcceptAsync(_listener);
        }
    }

    public void Dispose()
    {
        Cut();
        _end.Cancel();
        _end.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptSocketAsync(_end.Token), listener);
            }
        }
        catch (Exception closed) when (closed is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task CarryAsync(Socket near, TcpListener listener)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            lock (_gate)
            {
                // What was accepted in the moment of the cut does not get through either.
                if (!ReferenceEquals(_listener, listener))
                {
                    return;
                }

                _open.Add(near);
                _open.Add(far);
            }

            await far.ConnectAsync(_host, _port, _end.Token);
            await using var nearStream = new NetworkStream(near);
            await using var farStream = new NetworkStream(far);
            await Task.WhenAny(nearStream.CopyToAsync(farStream, _end.Token), farStream.CopyToAsync(nearStream, _end.Token));
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, or the server is away.
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(near);
                _open.Remove(far);
            }

            near.Dispose();
        }
    }
}
