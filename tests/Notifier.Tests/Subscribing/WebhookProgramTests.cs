using System.Net;
using System.Net.Sockets;
using System.Text;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Webhooks;
using Auditor.Notifier.Formats;
using Auditor.Notifier.Tests.Webhooks;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Subscribing;

/// <summary>The receivers of docs/subscribe.md, as processes of their own.</summary>
public sealed class WebhookProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Theory]
    [InlineData("webhook.py")]
    [InlineData("webhook.js")]
    [InlineData("webhook.cs")]
    public async Task It_takes_what_is_signed_once_and_nothing_else(string program)
    {
        string secret = WebhookSecret.New();
        int port = FreePort();
        string url = $"http://127.0.0.1:{port}/";
        using var page = new SubscribePage();
        await using StrangersProgram receiver = page.Start(program, ("WEBHOOK_SECRET", secret), ("PORT", port.ToString()));
        await using var host = new WebhookHost(WebhookHost.Loopback);
        await using IDestination stranger = host.Open(url, WebhookSecret.New());
        await using IDestination rotating = host.Open(url, WebhookSecret.New(), secret);
        Notification first = Sample.Notification(1);
        Notification second = Sample.Notification(2);
        await ListensAsync(port, receiver);

        Assert.Equal("The receiver answered 401.", (await stranger.DeliverAsync([first], CancellationToken.None)).Failure?.Reason);
        Assert.Equal(new DeliveryReport(2), await rotating.DeliverAsync([first, first], CancellationToken.None));
        Assert.Equal(new DeliveryReport(1), await rotating.DeliverAsync([second], CancellationToken.None));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendOldAsync(url, secret, first));

        // Twice sent, once taken; nothing of the stranger. Between them may be what a framework logs.
        Assert.Equal($"{first.Entry.EntryId} playback.act", receiver.NextLine(" playback.act"));
        Assert.Equal($"{second.Entry.EntryId} playback.act", receiver.NextLine(" playback.act"));
    }

    [Fact]
    public async Task The_leaf_of_an_entry_is_found_in_a_body()
    {
        AuditEntry small = Sample.Entry();
        AuditEntry large = small with { Cameras = [.. Enumerable.Range(0, 2_000).Select(n => new CameraRef { Id = "cam-" + n, Name = "Kamera ü " + n })] };
        // A rule whose name looks like what is searched for.
        RuleMatch rule = Sample.Rule() with { Name = "x\",\"entry\":{}" };
        using var page = new SubscribePage();
        foreach (AuditEntry entry in (AuditEntry[])[small, large])
        {
            await using StrangersProgram python = page.Start("leaf.py");
            python.WriteAll(WebhookMessage.BodyOf(Sample.Notification(entry) with { AskedBy = [rule] }, BodyFormats.Entry));

            Assert.Equal(EntryLeaf.Of(entry).Hash.ToString(), python.NextLine());
        }
    }

    [Fact]
    public void The_data_of_a_feed_event_is_where_the_page_says()
    {
        AuditEntry entry = Sample.Entry() with { Tenant = "x\",\"data\":{}" };

        string body = Encoding.UTF8.GetString(new CloudEvent("urn:auditor:log").ToBytes(Sample.Notification(entry), BodyFormats.Entry));

        Assert.Equal(Sample.Notification(entry).Attested, body[(body.IndexOf(",\"data\":", StringComparison.Ordinal) + 8)..^1]);
    }

    private static async Task<HttpStatusCode> SendOldAsync(string url, string secret, Notification notification)
    {
        byte[] body = WebhookMessage.BodyOf(notification, BodyFormats.Entry);
        long hourAgo = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Headers.Add("webhook-id", "another");
        request.Headers.Add("webhook-timestamp", hourAgo.ToString());
        request.Headers.Add("webhook-signature", WebhookMessage.SignatureOf([WebhookSecret.Read(secret)!], "another", hourAgo, body));
        using var client = new HttpClient();
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ListensAsync(int port, StrangersProgram program)
    {
        DateTime until = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (DateTime.UtcNow < until)
            {
                program.MustRun();
                await Task.Delay(100);
            }
        }
    }
}
