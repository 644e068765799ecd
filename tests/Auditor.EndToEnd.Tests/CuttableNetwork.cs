using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Auditor.EndToEnd.Tests;

/// <summary>A TCP way to a server that can be cut: connections break, and new ones are refused until it is mended.</summary>
internal sealed class CuttableNetwork : IDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
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
        _listener?.Stop();
        _listener = null;
        foreach (TcpClient client in _open.Keys)
        {
            // A reset instead of a good end, as a pulled plug looks in the end.
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
        }
    }

    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
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
                _ = CarryAsync(await listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception closed) when (closed is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        _open[near] = 0;
        _open[far] = 0;
        try
        {
            await far.ConnectAsync(_host, _port, _end.Token);
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream(), _end.Token),
                far.GetStream().CopyToAsync(near.GetStream(), _end.Token));
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or the server is away.
        }
        finally
        {
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
            near.Dispose();
        }
    }
}
