using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Notifier.Destinations;
using Auditor.Storage;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Auditor.Notifier.Tests.Feed;

public sealed class FeedTests
{
    [Fact]
    public async Task Entries_come_in_the_order_of_the_log_with_the_properties_that_are_promised()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        string queue = await broker.BindAsync("auditor.entries", "#");
        await using var host = new FeedHost(broker.Uri);
        await using IDestination destination = host.Open();
        IReadOnlyList<Notification>[] bursts = [.. Enumerable.Range(0, 12).Select(burst => Sample.Notifications(destination.MostAtOnce, burst * destination.MostAtOnce))];

        foreach (IReadOnlyList<Notification> burst in bursts)
        {
            Assert.Equal(DeliveryReport.All(burst), await destination.DeliverAsync(burst, CancellationToken.None));
        }

        IReadOnlyList<BasicGetResult> messages = await broker.DrainAsync(queue);
        Assert.Equal(bursts.SelectMany(burst => burst).Select(notification => notification.Entry.EntryId.ToString()), messages.Select(message => message.BasicProperties.MessageId));
        BasicGetResult first = messages[0];
        Assert.Equal("application/cloudevents+json; charset=utf-8", first.BasicProperties.ContentType);
        Assert.Equal(DeliveryModes.Persistent, first.BasicProperties.DeliveryMode);
        Assert.Equal(Sample.OccurredAt.ToUnixTimeSeconds(), first.BasicProperties.Timestamp.UnixTime);
        Assert.Equal("harbour.PLAYBACK.ACT", first.RoutingKey);
        using JsonDocument json = JsonDocument.Parse(first.Body);
        Assert.Equal("urn:auditor:log", json.RootElement.GetProperty("source").GetString());
        Assert.Equal(bursts[0][0].Attested, json.RootElement.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_listener_gets_what_it_is_bound_to()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        string exports = await broker.BindAsync("auditor.entries", "*.EXPORT.*");
        await using var host = new FeedHost(broker.Uri, ("Auditor:Notifier:Feed:Source", "https://harbour.example/audit"));
        await using IDestination destination = host.Open(format: BodyFormats.Ocsf);
        AuditEntry export = Sample.Entry(AuditableResources.Export, AuditableActions.Complete) with { Tenant = "harbour.west side" };

        await destination.DeliverAsync([Sample.Notification(1), Sample.Notification(export, 2)], CancellationToken.None);

        BasicGetResult message = Assert.Single(await broker.DrainAsync(exports));
        Assert.Equal("harbour_west_side.EXPORT.COMPLETE", message.RoutingKey);
        using JsonDocument json = JsonDocument.Parse(message.Body);
        Assert.Equal("https://harbour.example/audit", json.RootElement.GetProperty("source").GetString());
        Assert.Equal(6_005, json.RootElement.GetProperty("data").GetProperty("class_uid").GetInt32());
    }

    [Fact]
    public async Task A_connection_that_falls_silent_is_not_kept()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        using var proxy = new FreezingProxy(broker.Uri);
        await using var host = new FeedHost(proxy.Uri, ("Auditor:Notifier:Feed:ConfirmSeconds", "1"));
        await using IDestination destination = host.Open();
        Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None));

        proxy.Freeze();
        DeliveryReport unconfirmed = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);
        DeliveryReport silent = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal((0, 0), (unconfirmed.Acknowledged, silent.Acknowledged));
        Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None));
    }

    [Fact]
    public async Task An_exchange_that_is_not_there_is_made_durable_and_of_type_topic()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        await using var host = new FeedHost(broker.Uri);
        await using IDestination destination = host.Open("auditor.entries.siem");

        Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None));

        // Declared with other properties it would be refused.
        await broker.BindAsync("auditor.entries.siem", "#");
    }

    [Fact]
    public async Task Of_a_burst_that_is_refused_in_the_middle_the_unbroken_beginning_counts()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        string all = await broker.BindAsync("auditor.entries", "#");
        string full = await broker.BindAsync("auditor.entries", "*.EXPORT.*", ("x-max-length", 0), ("x-overflow", "reject-publish"));
        await using var host = new FeedHost(broker.Uri);
        await using IDestination destination = host.Open();
        Notification export = Sample.Notification(Sample.Entry(AuditableResources.Export, AuditableActions.Complete), 20);
        Notification[] notifications = [.. Sample.Notifications(20), export, .. Sample.Notifications(20, first: 21)];

        DeliveryReport refused = await destination.DeliverAsync(notifications, CancellationToken.None);

        // The 20 after it were taken by the broker, and do not count.
        Assert.Equal(DeliveryReport.Failed(20, "The broker refuses what is published on 'auditor.entries': a queue that is bound to it is full, or was just lost."), refused);

        await using (IChannel channel = await broker.OpenChannelAsync())
        {
            await channel.QueueDeleteAsync(full);
        }

        Assert.Equal(new DeliveryReport(21), await destination.DeliverAsync(notifications[20..], CancellationToken.None));
        Assert.Equal(
            notifications.Select(notification => notification.Entry.EntryId.ToString()).Order(StringComparer.Ordinal),
            (await broker.DrainAsync(all)).Select(message => message.BasicProperties.MessageId!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_was_cut_comes_back()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        string queue = await broker.BindAsync("auditor.entries", "#");
        Uri mine = await broker.AddUserAsync(".*", ".*", ".*");
        await using var host = new FeedHost(mine);
        await using IDestination destination = host.Open();
        await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);
        await TestBroker.RunAsync("close_all_user_connections", mine.UserInfo.Split(':')[0], "a test");

        DeliveryReport report;
        do
        {
            // A loss that is noticed only while publishing is a failure that is tried again.
            report = await destination.DeliverAsync(Sample.Notifications(1, first: 1), CancellationToken.None);
        }
        while (report.Failure is not null);

        Assert.Equal(["0", "1"], (await broker.DrainAsync(queue)).Select(Position).Distinct());
    }

    [Fact]
    public async Task The_connection_has_a_name()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        Uri mine = await broker.AddUserAsync(".*", ".*", ".*");
        await using var host = new FeedHost(mine);
        await using IDestination destination = host.Open();
        await using IDestination other = host.Open("auditor.entries.other");

        await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);
        await other.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        string connections = await TestBroker.RunAsync("list_connections", "--no-table-headers", "user", "client_properties");
        string connection = Assert.Single(connections.Split('\n'), line => line.StartsWith(mine.UserInfo.Split(':')[0], StringComparison.Ordinal));
        Assert.Contains("Auditor.Notifier feed", connection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_only_write_gets_on_where_the_exchange_is_there()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        string queue = await broker.BindAsync("auditor.entries", "#");
        await using var host = new FeedHost(await broker.AddUserAsync("^$", "^auditor\\.entries", "^$"));
        await using IDestination there = host.Open();
        await using IDestination missing = host.Open("auditor.entries.missing");

        Assert.Equal(new DeliveryReport(2), await there.DeliverAsync(Sample.Notifications(2), CancellationToken.None));
        Assert.Equal(2, (await broker.DrainAsync(queue)).Count);
        Assert.Equal(
            DeliveryReport.Failed(0, "The exchange 'auditor.entries.missing' is not there, and the user of ConnectionStrings:rabbitmq may not declare it: declare it as a durable topic exchange, or give the permission to configure it."),
            await missing.DeliverAsync(Sample.Notifications(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_user_who_may_not_write_is_told_so()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        await broker.BindAsync("auditor.entries", "#");
        await using var host = new FeedHost(await broker.AddUserAsync("^$", "^$", "^$"));
        await using IDestination destination = host.Open();

        Assert.Equal(
            DeliveryReport.Failed(0, "The user of ConnectionStrings:rabbitmq has no permission to write on 'auditor.entries'."),
            await destination.DeliverAsync(Sample.Notifications(20), CancellationToken.None));
    }

    [Fact]
    public async Task A_wrong_password_is_a_failure_that_does_not_say_it()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        await using var host = new FeedHost(new UriBuilder(broker.Uri) { Password = "hunter2" }.Uri);
        await using IDestination destination = host.Open();

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.Equal(DeliveryReport.Failed(0, $"The broker 127.0.0.1:{broker.Uri.Port} does not know the user of ConnectionStrings:rabbitmq, or the password is wrong."), report);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_a_failure()
    {
        using var nobody = new TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((System.Net.IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using var host = new FeedHost($"amqp://user:hunter2@127.0.0.1:{port}/");
        await using IDestination destination = host.Open();

        DeliveryReport report = await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);

        Assert.StartsWith($"The broker 127.0.0.1:{port} cannot be reached: ", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", report.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_that_is_ended_ends()
    {
        await using TestBroker broker = await TestBroker.CreateAsync();
        await using var host = new FeedHost(broker.Uri);
        await using IDestination destination = host.Open();
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => destination.DeliverAsync(Sample.Notifications(3), ended.Token));

        Assert.Equal(new DeliveryReport(3), await destination.DeliverAsync(Sample.Notifications(3), CancellationToken.None));
    }

    [Theory]
    [InlineData("auditor.entries", true)]
    [InlineData("auditor.entries.siem", true)]
    [InlineData("auditor.entries.siem-2_x", true)]
    [InlineData("auditor.entries.", false)]
    [InlineData("auditor.entries.a.b", false)]
    [InlineData("auditor.entriesx", false)]
    [InlineData("auditor.changes", false)]
    [InlineData("auditor.entries\n", false)]
    [InlineData("amq.topic", false)]
    [InlineData("", false)]
    public async Task A_feed_publishes_on_exchanges_of_its_own_and_no_other(string exchange, bool taken)
    {
        await using var host = new FeedHost("amqp://localhost/");

        string problems = host.Problems(new FeedSettings { Exchange = exchange });

        Assert.Equal(taken ? "" : "destination.feed.exchange: Expected is 'auditor.entries', or 'auditor.entries.' and a name of up to 64 letters, digits, '-' and '_'.", problems);
    }

    [Fact]
    public async Task What_else_is_wrong_is_named()
    {
        await using var host = new FeedHost("amqp://localhost/");

        Assert.Equal("destination.feed.format: One of ENTRY, OCSF is expected.", host.Problems(new FeedSettings { Format = "XML" }));
        Assert.StartsWith("secret: A feed takes no secret", host.Problems(new FeedSettings(), "whsec_"), StringComparison.Ordinal);
        Assert.Null(host.Kind!.NewSecret());
    }

    [Fact]
    public async Task Without_a_broker_there_is_no_such_kind()
    {
        await using var host = new FeedHost((string?)null);

        Assert.Null(host.Kind);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_named()
    {
        Assert.StartsWith("ConnectionStrings:rabbitmq", Assert.Throws<UnusableConfigurationException>(() => new FeedHost("localhost")).Message, StringComparison.Ordinal);
        await using var host = new FeedHost("amqp://localhost/", ("Auditor:Notifier:Feed:Source", "my log"));
        Assert.StartsWith("Auditor:Notifier:Feed:Source is 'my log'", Assert.Throws<OptionsValidationException>(() => host.Open()).Message, StringComparison.Ordinal);
    }

    private static string Position(BasicGetResult message)
    {
        using JsonDocument json = JsonDocument.Parse(Encoding.UTF8.GetString(message.Body.Span));
        return json.RootElement.GetProperty("position").GetString()!;
    }
}
