using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Webhooks;
using Auditor.Storage;
using Microsoft.AspNetCore.Http;

namespace Auditor.Notifier.Tests.Webhooks;

public sealed class WebhookDeliveryTests
{
    private static readonly WebhookHost Host = new(WebhookHost.Loopback);

    [Fact]
    public async Task A_request_a_notification_in_order_over_one_connection()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        string secret = WebhookSecret.New();
        await using IDestination destination = Host.Open(receiver.Url + "?token=1", secret);
        IReadOnlyList<Notification> notifications = Sample.Notifications(destination.MostAtOnce);
        long before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        DeliveryReport report = await destination.DeliverAsync(notifications, CancellationToken.None);

        Assert.Equal(DeliveryReport.All(notifications), report);
        Assert.True(notifications.Count > 1);
        Assert.Equal(notifications.Select(WebhookMessage.IdOf), receiver.Requests.Select(request => request.Headers["webhook-id"]));
        Assert.Single(receiver.Connections);
        foreach ((Notification notification, ReceivedRequest request) in notifications.Zip(receiver.Requests))
        {
            Assert.Equal(("POST", "/hook"), (request.Method, request.Path));
            Assert.Equal("application/json", request.Headers["Content-Type"]);
            Assert.StartsWith("Auditor-Webhooks/", request.Headers["User-Agent"], StringComparison.Ordinal);
            Assert.Equal(WebhookMessage.BodyOf(notification, BodyFormats.Entry), request.Body);
            long timestamp = long.Parse(request.Headers["webhook-timestamp"]);
            Assert.InRange(timestamp, before, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            Assert.Equal(WebhookMessage.SignatureOf([WebhookSecret.Read(secret)!], request.Headers["webhook-id"], timestamp, request.Body), request.Headers["webhook-signature"]);
        }
    }

    [Fact]
    public async Task Nothing_else_is_told_to_a_stranger()
    {
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using Activity trace = new Activity("delivery").AddBaggage("tenant", "harbour").Start();
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "a=1";
            return Task.CompletedTask;
        });
        await using IDestination destination = Host.Open(receiver.Url);

        await destination.DeliverAsync(Sample.Notifications(2), CancellationToken.None);

        Assert.Equal(
            ["Content-Length", "Content-Type", "Host", "User-Agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            receiver.Requests.SelectMany(request => request.Headers.Keys).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(299)]
    public async Task Any_2xx_acknowledges_whatever_it_says(int status)
    {
        await using Receiver receiver = await Receiver.StartAsync(context => Answer(context, status, new string('x', 100_000)));
        await using IDestination destination = Host.Open(receiver.Url);

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(2), CancellationToken.None);

        Assert.Equal(new DeliveryReport(2), report);
    }

    [Fact]
    public async Task What_comes_after_one_that_failed_is_not_sent_and_keeps_its_id()
    {
        int answers = 0;
        await using Receiver receiver = await Receiver.StartAsync(context => Answer(context, ++answers == 3 ? 500 : 204, ""));
        await using IDestination destination = Host.Open(receiver.Url);
        IReadOnlyList<Notification> notifications = Sample.Notifications(5);

        DeliveryReport first = await destination.DeliverAsync(notifications, CancellationToken.None);
        DeliveryReport second = await destination.DeliverAsync([.. notifications.Skip(first.Acknowledged)], CancellationToken.None);

        Assert.Equal(new DeliveryReport(2, new DeliveryFailure("The receiver answered 500.")), first);
        Assert.Equal(new DeliveryReport(3), second);
        Assert.Equal([0, 1, 2, 2, 3, 4], receiver.Requests.Select(request => notifications.Select(WebhookMessage.IdOf).ToList().IndexOf(request.Headers["webhook-id"])));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_ends_it_for_good()
    {
        await using Receiver receiver = await Receiver.StartAsync(context => Answer(context, 410, "moved away"));
        await using IDestination destination = Host.Open(receiver.Url);

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(new DeliveryReport(0, new DeliveryFailure("The receiver wants nothing more (410): moved away", Final: true)), report);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "7", 7)]
    [InlineData(503, "99999999", 86_400)]
    [InlineData(503, "99999999999999999999", null)]
    [InlineData(429, "0", null)]
    [InlineData(429, "-5", null)]
    [InlineData(503, "soon", null)]
    [InlineData(503, "Wed, 21 Oct 2015 07:28:00 GMT", null)]
    [InlineData(503, null, null)]
    public async Task A_pause_that_is_asked_for_is_passed_on_within_bounds(int status, string? asked, int? seconds)
    {
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = asked;
            return Answer(context, status, "");
        });
        await using IDestination destination = Host.Open(receiver.Url);

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(new DeliveryFailure($"The receiver answered {status}.", seconds is { } some ? TimeSpan.FromSeconds(some) : null), report.Failure);
    }

    [Fact]
    public async Task A_pause_may_be_asked_for_by_its_end()
    {
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = DateTimeOffset.UtcNow.AddHours(1).ToString("r");
            return Answer(context, 503, "");
        });
        await using IDestination destination = Host.Open(receiver.Url);

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.InRange(report.Failure!.RetryAfter!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(60));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_never_followed(int status)
    {
        await using Receiver other = await Receiver.StartAsync();
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            context.Response.Headers.Location = other.Url;
            return Answer(context, status, "");
        });
        await using IDestination destination = Host.Open(receiver.Url);

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal($"The receiver answered {status}; redirects are not followed, so give the address it leads to: {other.Url}", report.Failure!.Reason);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task An_answer_is_shown_short_and_harmless()
    {
        string nasty = "\u001b[31mfirst\r\nsecond\0\u202Eevil\u200B\u2028 " + new string('é', 300);
        await using Receiver receiver = await Receiver.StartAsync(context => Answer(context, 500, nasty));
        await using IDestination destination = Host.Open(receiver.Url);

        string reason = (await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None)).Failure!.Reason;

        Assert.StartsWith("The receiver answered 500: [31mfirst second evil ééé", reason, StringComparison.Ordinal);
        Assert.Equal("The receiver answered 500: ".Length + WebhookAnswer.LongestQuote + "...".Length, reason.Length);
    }

    [Fact]
    public async Task Of_an_endless_answer_only_the_beginning_is_read()
    {
        long sent = 0;
        await using Receiver receiver = await Receiver.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            byte[] block = new byte[4_096];
            Array.Fill(block, (byte)'a');
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
                Interlocked.Add(ref sent, block.Length);
            }
        });
        await using IDestination destination = Host.Open(receiver.Url);

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.StartsWith("The receiver answered 500: aaa", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.NotEqual(0, Interlocked.Read(ref sent));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_not_waited_for_without_end()
    {
        await using Receiver receiver = await Receiver.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var host = new WebhookHost([.. WebhookHost.Loopback, ("Webhooks:TimeoutSeconds", "1")]);
        await using IDestination destination = host.Open(receiver.Url);

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(DeliveryReport.Failed(0, $"127.0.0.1:{receiver.Port} did not answer within 1 seconds."), report);
    }

    [Fact]
    public async Task A_delivery_that_is_ended_says_what_was_acknowledged()
    {
        using var ended = new CancellationTokenSource();
        int answers = 0;
        await using Receiver receiver = await Receiver.StartAsync(async context =>
        {
            if (++answers == 2)
            {
                await ended.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        });
        await using IDestination destination = Host.Open(receiver.Url);

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(3), ended.Token);

        Assert.Equal(1, report.Acknowledged);
        Assert.NotNull(report.Failure);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => destination.DeliverAsync(Sample.Notifications(3), ended.Token));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_said_to_be_so()
    {
        using var nobody = new TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((System.Net.IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using IDestination destination = Host.Open($"http://127.0.0.1:{port}/secret-path");

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(DeliveryReport.Failed(0, $"Nothing listens on 127.0.0.1:{port}."), report);
    }

    [Fact]
    public async Task What_is_no_http_server_is_said_to_be_none()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        int port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        Task talking = Task.Run(async () =>
        {
            using TcpClient client = await other.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("220 mail.example ESMTP\r\n"));
            await client.GetStream().CopyToAsync(Stream.Null);
        });
        await using IDestination destination = Host.Open($"http://127.0.0.1:{port}/");

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(DeliveryReport.Failed(0, $"127.0.0.1:{port} answers, but not as an HTTP server does."), report);
        await talking;
    }

    private static Task Answer(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return text.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(text);
    }
}
