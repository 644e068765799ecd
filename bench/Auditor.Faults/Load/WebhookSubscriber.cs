using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Auditor.Faults.Load;

/// <summary>
/// A downstream system behind a webhook, and not a good one: now and then it refuses, and now and then it takes what it got and says that it
/// failed, so that the same comes again.
/// </summary>
internal sealed class WebhookSubscriber : IAsyncDisposable
{
    private const double RefusedPart = 0.004;

    private const double TakenAndRefusedPart = 0.004;

    private readonly HttpListener _listener = new();
    private readonly Random _random;
    private readonly Task _running;

    public WebhookSubscriber(int seed)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _random = new Random(seed);
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _running = Task.Run(RunAsync);
    }

    public string Url { get; }

    public Received Received { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _running;
    }

    private async Task RunAsync()
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

            try
            {
                await TakeAsync(context);
            }
            catch (Exception cutOff) when (cutOff is IOException or HttpListenerException or JsonException or ObjectDisposedException)
            {
                // Whoever sent it was killed meanwhile. It comes again.
            }
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.InputStream);
        double chance = _random.NextDouble();
        if (chance < RefusedPart + TakenAndRefusedPart)
        {
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
        }

        if (chance >= RefusedPart)
        {
            Received.Add(body.RootElement.GetProperty("data").GetProperty("entry").GetProperty("entryId").GetGuid());
        }

        context.Response.Close();
    }
}
