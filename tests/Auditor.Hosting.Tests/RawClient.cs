using System.Net.Sockets;
using System.Text;

namespace Auditor.Hosting.Tests;

/// <summary>Sends a request line as it is; a browser's or HttpClient's idea of an address does not come between.</summary>
internal sealed class RawClient(Uri server) : IDisposable
{
    private readonly TcpClient _connection = new();

    public async Task<int> GetStatusAsync(string path)
    {
        await _connection.ConnectAsync(server.Host, server.Port);
        NetworkStream stream = _connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        string line = await reader.ReadLineAsync() ?? "";
        return int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => _connection.Dispose();
}
