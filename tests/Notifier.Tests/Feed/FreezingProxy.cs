using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Auditor.Notifier.Tests.Feed;

/// <summary>Stands before a broker and lets the connections that there are fall silent, without closing them.</summary>
internal sealed class FreezingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Uri _broker;
    private CancellationTokenSource _frozen = new();

    public FreezingProxy(Uri broker)
    {
        _broker = broker;
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Uri => new UriBuilder(_broker) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>Nothing more goes over the connections of now; later ones work.</summary>
    public void Freeze() => Interlocked.Exchange(ref _frozen, new CancellationTokenSource()).Cancel();

    public void Dispose()
    {
        _listener.Dispose();
        foreach (TcpClient client in _clients)
        {
            client.Dispose();
        }

        _frozen.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient near = await _listener.AcceptTcpClientAsync();
            var far = new TcpClient();
            _clients.Add(near);
            _clients.Add(far);
            await far.ConnectAsync(_broker.Host, _broker.Port);
            CancellationToken frozen = _frozen.Token;
            _ = near.GetStream().CopyToAsync(far.GetStream(), frozen);
            _ = far.GetStream().CopyToAsync(near.GetStream(), frozen);
        }
    }
}
