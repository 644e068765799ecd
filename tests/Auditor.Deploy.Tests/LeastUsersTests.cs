using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Auditor.Plugin.Core.Delivering;
using Auditor.Plugin.Core.Sending;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Auditor.Deploy.Tests;

/// <summary>The whole way, each part as the broker's user of its role and with nothing more: the services declare nothing at all.</summary>
public sealed class LeastUsersTests(DeployedBroker broker) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-least-").FullName;
    private ServiceProcess _rules = null!;
    private ServiceProcess _writer = null!;
    private ServiceProcess _notifier = null!;
    private ServiceProcess _console = null!;

    public async ValueTask InitializeAsync()
    {
        await broker.PurgeAsync();
        string log = Directory.CreateDirectory(Path.Combine(_folder, "audit-writer")).FullName;
        string key = await ServiceProcess.MakeKeyAsync(log);
        _writer = await StartAsync("Services/AuditWriter", "audit-writer");
        _rules = await StartAsync("Services/RuleService", "rule-service");
        _notifier = await StartAsync("Services/Notifier", "notifier");
        _console = await StartAsync(
            "WebConsole", "web-console",
            [$"--Auditor:Console:AuditWriter={_writer.Http.BaseAddress}", $"--Auditor:Console:RuleService={_rules.Http.BaseAddress}", $"--Auditor:Console:Notifier={_notifier.Http.BaseAddress}"]);
        foreach (ServiceProcess service in (ServiceProcess[])[_writer, _rules, _notifier, _console])
        {
            service.Use(key);
            await service.UntilReadyAsync();
        }
    }

    [Fact]
    public async Task An_activity_becomes_an_entry_and_the_entry_an_outcome()
    {
        var log = new RecordedLog();
        var outlet = new RecordedOutlet();
        using RabbitMqLink client = Link(Roles.Client.User, log);
        using EventServerSession eventServer = EventServerSession.Start(new EventServerSetup
        {
            Link = Link(Roles.EventServer.User, log), Outlet = outlet, Folder = Path.Combine(_folder, "event-server"), Site = new SiteRef { Name = "Harbour" }, Host = "ES-01", Log = log,
        });
        var heard = new ConcurrentQueue<AuditRulesChanged>();
        using IDisposable listening = client.Listen(Exchanges.Rules, "#", body => heard.Enqueue(WireFormat.Deserialize<AuditRulesChanged>(body)));
        await UntilBoundAsync(Exchanges.Rules, Exchanges.Appended);

        // RuleService knows the key by asking AuditWriter over the bus.
        await SaveRuleAsync();
        await Wait.UntilAsync("heard of", () => Task.FromResult(!heard.IsEmpty), () => log.Errors);
        OperatorPolicy policy = WireFormat.Deserialize<OperatorPolicy>(await client.AskAsync(
            new BrokerMessage(Exchanges.Policy, "request", Guid.NewGuid(), WireFormat.Serialize(new OperatorPolicyRequested { Actor = new Actor { Name = "admin" } })), TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.Single(policy.Rules);
        ActivityObserved activity = Activities.Make(1)[0];
        await client.SendAsync(new BrokerMessage(Exchanges.Activities, RoutingKeys.Of(activity), activity.ActivityId, WireFormat.Serialize(activity)), CancellationToken.None);

        await AuditLogReader.AssertExactlyOnceAsync(_writer, [activity]);
        AuditEntry entry = Assert.Single(await AuditLogReader.AllAsync(_writer.Http, "&session=" + activity.ClientSessionId));
        Assert.Equal(Roles.Client.User, entry.PublishedBy);
        await Wait.UntilAsync("delivered", () => Task.FromResult(outlet.Fired.Contains(XProtectEvents.PlaybackAction)), () => log.Errors);
        await Wait.UntilAsync("reported", async () => (await AuditLogReader.AllAsync(_writer.Http, "&resource=OUTCOME")).Count > 0, () => log.Errors);
        Assert.NotEmpty(await AuditLogReader.AllAsync(_writer.Http, "&resource=AUDIT_RULE"));
        AssertNothingWasRefused(log);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_kept_and_imported_again()
    {
        await using IConnection client = await broker.ConnectAsync(Roles.Client.User);
        await using IConnection rules = await broker.ConnectAsync(Roles.RuleService.User);

        // One that RuleService cannot read, one too large for a report, one that AuditWriter moves to its error queue.
        byte[][] bodies = ["no activity"u8.ToArray(), new byte[(1024 * 1024) + 1], "[]"u8.ToArray()];
        Assert.Null(await Attempt.CodeAsync(client, channel => channel.BasicPublishAsync(Exchanges.Activities, "k", bodies[0]).AsTask()));
        Assert.Null(await Attempt.CodeAsync(client, channel => channel.BasicPublishAsync(Exchanges.Activities, "k", bodies[1]).AsTask()));
        Assert.Null(await Attempt.CodeAsync(rules, channel => channel.BasicPublishAsync(Exchanges.Decisions, "k", bodies[2]).AsTask()));

        await Wait.UntilAsync("kept", async () => (await FailedAsync()) is var kept && bodies.All(body => kept.Contains(body.Length)), () => _writer.Output + _rules.Output);
        await Wait.UntilAsync("moved", async () => await broker.CountAsync(Queues.Decisions + "_error") == 1, () => _writer.Output);
        using HttpResponseMessage again = await _writer.Http.PostAsync("/api/audit/failed-appends/reimport", content: null);
        Assert.True(again.IsSuccessStatusCode, await again.Content.ReadAsStringAsync());
        AssertNothingWasRefused(new RecordedLog());
    }

    [Fact]
    public async Task Notifier_asks_for_the_log_and_publishes_the_feed_and_a_subscriber_reads_it()
    {
        await using IConnection notifier = await broker.ConnectAsync(Roles.Notifier.User);
        await using IConnection subscriber = await broker.ConnectAsync(Roles.Subscriber.User);
        await using IChannel asking = await notifier.CreateChannelAsync();
        var answered = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(asking);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            answered.TrySetResult(delivery.Body.ToArray());
            return Task.CompletedTask;
        };
        await asking.BasicConsumeAsync("amq.rabbitmq.reply-to", autoAck: true, consumer);
        var question = new BasicProperties { ReplyTo = "amq.rabbitmq.reply-to", CorrelationId = "1", ContentType = "application/json" };
        await asking.BasicPublishAsync(Exchanges.Log, "request", mandatory: true, question, WireFormat.Serialize(new LogRequested { From = 0 }));
        _ = WireFormat.Deserialize<LogPage>(await answered.Task.WaitAsync(TimeSpan.FromSeconds(60)));

        await using IChannel reading = await subscriber.CreateChannelAsync();
        string queue = "subscriber-siem." + Guid.NewGuid().ToString("n");
        await reading.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await reading.QueueBindAsync(queue, Exchanges.Entries, "#");
        Assert.Null(await Attempt.CodeAsync(notifier, channel => channel.BasicPublishAsync(Exchanges.Entries, "harbour.EXPORT.START", mandatory: true, "{}"u8.ToArray()).AsTask()));
        BasicGetResult? got = null;
        await Wait.UntilAsync("read", async () => (got = await reading.BasicGetAsync(queue, autoAck: true)) is not null);
        Assert.Equal("harbour.EXPORT.START", got!.RoutingKey);
        await reading.QueueDeleteAsync(queue);
    }

    [Fact]
    public async Task The_console_knows_who_is_signed_in_by_asking_and_may_do_nothing_else()
    {
        const string Password = "a long password for the tests";
        using (HttpResponseMessage made = await _writer.Http.PostAsJsonAsync("/api/access/accounts", new { name = "anna", password = Password, roles = new[] { AccessRoles.Auditor } }))
        {
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        }

        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = _console.Http.BaseAddress };
        using HttpResponseMessage signedIn = await browser.PostAsJsonAsync("/api/access/sign-in", new { name = "anna", password = Password });
        Assert.True(signedIn.IsSuccessStatusCode, await signedIn.Content.ReadAsStringAsync());

        Assert.Contains("Sign out", await browser.GetStringAsync("/log"), StringComparison.Ordinal);
        AssertNothingWasRefused(new RecordedLog());
    }

    [Fact]
    public async Task A_question_puts_its_answer_on_nobody_else_s_queue()
    {
        await using IConnection client = await broker.ConnectAsync(Roles.Client.User);
        await using IConnection administrator = await broker.ConnectAsync(DeployedBroker.Administrator);
        byte[] body = WireFormat.Serialize(new OperatorPolicyRequested { Actor = new Actor { Name = "admin" } });
        await Attempt.CodeAsync(administrator, channel => channel.QueueDeclareAsync(Roles.SiemQueue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = int.MaxValue }));
        foreach (string queue in (string[])[Roles.SiemQueue, Queues.Decisions, Roles.HarbourQueue])
        {
            Assert.Null(await Attempt.CodeAsync(client, channel => channel.BasicPublishAsync(Exchanges.Policy, "request", mandatory: true, new BasicProperties { ReplyTo = queue }, body).AsTask()));
        }

        // One that is answered shows that those before it are done with: one consumer takes them in their order.
        using RabbitMqLink link = Link(Roles.Client.User, new RecordedLog());
        await Wait.UntilAsync("connected", () => Task.FromResult(link.Status.Connected));
        await link.AskAsync(new BrokerMessage(Exchanges.Policy, "request", Guid.NewGuid(), body), TimeSpan.FromSeconds(60), CancellationToken.None);
        await Wait.UntilAsync("said", () => Task.FromResult(_rules.Output.Split("[2022]").Length > 3), () => _rules.Output);
        Assert.Equal(0, await broker.CountAsync(Roles.SiemQueue));
        Assert.Empty(await FailedAsync());
    }

    [Fact]
    public async Task A_service_whose_queues_are_not_there_says_so_and_is_not_ready()
    {
        await broker.ControlAsync("add_vhost", "empty");
        await broker.ControlAsync("set_permissions", "-p", "empty", Roles.RuleService.User, "^$", ".*", ".*");
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            "Services/RuleService", Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName, broker: null,
            "--ConnectionStrings:rabbitmq=" + broker.UriOf(Roles.RuleService.User, "empty"), "--Auditor:Bus:DeclareTopology=false");

        await Wait.UntilAsync("said", () => Task.FromResult(service.Output.Contains($"Queue {Queues.Activities} cannot be read", StringComparison.Ordinal)), () => service.Output);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.StatusAsync("/health/ready"));
        Assert.DoesNotContain(Queues.Activities, await broker.ControlAsync("list_queues", "-p", "empty"), StringComparison.Ordinal);
        await broker.ControlAsync("delete_vhost", "empty");
    }

    public async ValueTask DisposeAsync()
    {
        await _notifier.DisposeAsync();
        await _console.DisposeAsync();
        await _rules.DisposeAsync();
        await _writer.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<ServiceProcess> StartAsync(string program, string user, params string[] more) => ServiceProcess.StartAsync(
        program, Directory.CreateDirectory(Path.Combine(_folder, user)).FullName, broker: null,
        ["--ConnectionStrings:rabbitmq=" + broker.UriOf(user), "--Auditor:Bus:DeclareTopology=false", .. more]);

    private RabbitMqLink Link(string user, RecordedLog log) => new(broker.SettingsOf(user), "test", TimeProvider.System, log);

    private async Task SaveRuleAsync()
    {
        AuditRule rule = new() { Id = Guid.CreateVersion7(), Name = "Everyone", Whom = new Whom { Everyone = true }, Playback = new Demand { Trigger = true } };
        using var body = new ByteArrayContent(WireFormat.Serialize(rule)) { Headers = { ContentType = new("application/json") } };
        using HttpResponseMessage created = await _rules.Http.PostAsync("/api/rules", body);
        Assert.True(created.StatusCode == HttpStatusCode.Created, await created.Content.ReadAsStringAsync() + _rules.Output + _writer.Output);
    }

    /// <summary>Until listeners have bound queues of their own, besides what the definitions bind.</summary>
    private async Task UntilBoundAsync(params string[] exchanges)
    {
        foreach (string exchange in exchanges)
        {
            await Wait.UntilAsync("bound to " + exchange, async () =>
                (await broker.ControlAsync("list_bindings", "-p", DeployedBroker.VirtualHost, "--no-table-headers", "source_name")).Split('\n').Contains(exchange));
        }
    }

    private async Task<int[]> FailedAsync() =>
        [.. JsonNode.Parse(await _writer.Http.GetStringAsync("/api/audit/failed-appends"))!["failures"]!.AsArray().Select(failure => failure!["bytes"]!.GetValue<int>())];

    private void AssertNothingWasRefused(RecordedLog log)
    {
        string said = log.Errors + _rules.Output + _writer.Output + _notifier.Output + _console.Output;
        Assert.False(said.Contains("ACCESS_REFUSED", StringComparison.Ordinal) || said.Contains("permission", StringComparison.Ordinal), said);
    }
}
