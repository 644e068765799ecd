using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Auditor.EndToEnd.Tests;

/// <summary>A receiver of webhooks that can be away, and keeps the positions that it acknowledged.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(long Position, Guid EntryId)> _got = new();

    public WebhookReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = TakeAsync();
    }

    public string Url { get; }

    /// <summary>While it is true, everything is refused.</summary>
    public bool Away { get; set; }

    public int Refused { get; private set; }

    public IReadOnlyList<(long Position, Guid EntryId)> Got => [.. _got];

    /// <summary>In the log's order, whatever came more than once left out.</summary>
    public Guid[] Entries => [.. _got.DistinctBy(one => one.EntryId).Select(one => one.EntryId)];

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using JsonDocument body = await JsonDocument.ParseAsync(context.Request.InputStream);
            if (Away)
            {
                Refused++;
                context.Response.StatusCode = 503;
            }
            else
            {
                JsonElement data = body.RootElement.GetProperty("data");
                _got.Enqueue((data.GetProperty("position").GetInt64(), data.GetProperty("entry").GetProperty("entryId").GetGuid()));
            }

            context.Response.Close();
        }
    }
}
