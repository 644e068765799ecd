using System.Net;
using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Tests;

public sealed class SteadyConnectionTests
{
    [Fact]
    public void Instances_are_tried_in_the_same_order_however_their_names_are_resolved()
    {
        IPAddress[] addresses = [.. ((string[])["172.30.114.10", "172.30.114.9", "fd00::2", "172.30.114.2"]).Select(IPAddress.Parse)];

        string[] expected = ["172.30.114.2", "172.30.114.9", "172.30.114.10", "fd00::2"];
        Assert.Equal(expected, SteadyConnection.InOrder(addresses).Select(address => address.ToString()));
        Assert.Equal(expected, SteadyConnection.InOrder(addresses.Reverse()).Select(address => address.ToString()));
    }

    [Fact]
    public async Task An_instance_that_is_gone_is_passed_over()
    {
        // localhost has two addresses where IPv6 is on; whichever answers is taken.
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = SteadyConnection.ConnectAsync });
        Task<HttpResponseMessage> asked = client.GetAsync(new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"), TestContext.Current.CancellationToken);
        using System.Net.Sockets.TcpClient accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await accepted.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        using HttpResponseMessage answer = await asked;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        listener.Stop();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"), TestContext.Current.CancellationToken));
    }
}
