using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auditor.EndToEnd.Tests;

/// <summary>
/// Takes OTLP over HTTP in protobuf, as a collector does, and reads what the tests ask of it (opentelemetry-proto: trace/v1, field numbers
/// as there). While it is there, services that are started export to it.
/// </summary>
internal sealed class Collector : IDisposable
{
    private static readonly Dictionary<string, string?> Cleared = new(StringComparer.Ordinal);

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _bodies = new();

    public Collector()
    {
        int port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = TakeAsync();
        Set("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}");
        Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        Set("OTEL_BSP_SCHEDULE_DELAY", "200");
        Set("OTEL_BLRP_SCHEDULE_DELAY", "200");
        Set("OTEL_METRIC_EXPORT_INTERVAL", "500");
    }

    /// <summary>Trace id in hexadecimal digits, and name, of every span that came.</summary>
    public IReadOnlyList<(string TraceId, string Name)> Spans =>
        [.. Bodies("/v1/traces").SelectMany(body => Fields(body, 1)).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2))
            .Select(span => (Convert.ToHexStringLower(Fields(span, 1).Single()), Encoding.UTF8.GetString(Fields(span, 5).Single())))];

    /// <summary>Whether a text is anywhere in what came on a path.</summary>
    public bool Holds(string path, string text) =>
        Bodies(path).Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public void Dispose()
    {
        foreach (string name in Cleared.Keys.ToArray())
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        _listener.Close();
    }

    private IEnumerable<byte[]> Bodies(string path) => _bodies.Where(body => body.Path == path).Select(body => body.Body);

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

            var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            _bodies.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    /// <summary>The length-delimited fields of a protobuf message that have a number.</summary>
    private static IEnumerable<byte[]> Fields(byte[] message, int number)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                case 2:
                    int length = (int)Varint(message, ref at);
                    if ((int)(key >> 3) == number)
                    {
                        yield return message[at..(at + length)];
                    }

                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7}.");
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static void Set(string name, string value)
    {
        Cleared[name] = value;
        Environment.SetEnvironmentVariable(name, value);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
