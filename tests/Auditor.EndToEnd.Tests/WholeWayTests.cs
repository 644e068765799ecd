using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Auditor.Wire;
using RabbitMQ.Client;

namespace Auditor.EndToEnd.Tests;

/// <summary>Separate RuleService and AuditWriter processes on a real RabbitMQ, fed by a plain AMQP client.</summary>
public sealed class WholeWayTests
{
    [Fact]
    public async Task Every_activity_is_in_the_log_exactly_once()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        ActivityObserved[] activities = Activities.Make(300);

        foreach (ActivityObserved activity in activities)
        {
            await way.Publisher.PublishAsync(activity);
        }

        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, activities);
        Assert.Equal(HttpStatusCode.OK, await way.Writer.StatusAsync("/health"));
    }

    [Fact]
    public async Task Duplicates_and_another_order_change_nothing()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        ActivityObserved[] activities = Activities.Make(200);
        ActivityObserved[] hostile = [.. activities, .. activities, .. activities];
        new Random(20260320).Shuffle(hostile);

        foreach (ActivityObserved activity in hostile)
        {
            await way.Publisher.PublishAsync(activity);
        }

        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, activities);
        Assert.Empty(await FailedAsync(way));
    }

    [Fact]
    public async Task A_second_activity_with_the_same_id_and_another_content_is_kept_and_shown()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        ActivityObserved activity = Activities.Make(1)[0];
        await way.Publisher.PublishAsync(activity);
        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, [activity]);

        await way.Publisher.PublishAsync(activity with { Cameras = [new CameraRef { Id = "cam-9", Name = "Another" }] });

        await Wait.UntilAsync("kept", async () => (await FailedAsync(way)).Count == 1);
        AuditEntry kept = Assert.Single(await AuditLogReader.AllAsync(way.Writer.Http, "&session=" + activity.ClientSessionId));
        Assert.Equal("cam-1", kept.Cameras[0].Id);
    }

    [Fact]
    public async Task Poison_is_kept_whole_with_its_reason_and_blocks_nobody()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        ActivityObserved[] activities = Activities.Make(20);
        (byte[] Body, string? ContentType)[] poison =
        [
            ("this is no JSON"u8.ToArray(), "application/json"),
            ([0xFF, 0xFE, 0x00, 0x01], "application/octet-stream"),
            ([], null),
            (new UTF8Encoding(false).GetBytes("""{"kind":"PlaybackEntered"}"""), "text/plain"),
            ("[1,2,3]"u8.ToArray(), "not a content type"),
        ];

        foreach ((byte[] body, string? contentType) in poison)
        {
            await way.Publisher.PublishAsync(body, "x.y", contentType);
        }

        foreach (ActivityObserved activity in activities)
        {
            await way.Publisher.PublishAsync(activity);
        }

        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, activities);
        await Wait.UntilAsync("all kept", async () => (await FailedAsync(way)).Count == poison.Length, () => way.Rules.Output);
        foreach (JsonNode? failure in await FailedAsync(way))
        {
            JsonNode whole = JsonNode.Parse(await way.Writer.Http.GetStringAsync("/api/audit/failed-appends/" + failure!["failureId"]))!;
            byte[] body = whole["bodyText"] is { } text ? Encoding.UTF8.GetBytes(text.GetValue<string>()) : Convert.FromBase64String(whole["bodyBase64"]!.GetValue<string>());
            Assert.Contains(poison, bad => bad.Body.AsSpan().SequenceEqual(body));
            Assert.NotEmpty(whole["problem"]!.GetValue<string>());
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await way.Writer.StatusAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, await way.Writer.StatusAsync("/health/ready"));
    }

    [Fact]
    public async Task A_body_too_large_to_read_is_kept_whole()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        byte[] large = new byte[6 * 1024 * 1024];
        Array.Fill(large, (byte)'x');

        await way.Publisher.PublishAsync(large, "x.y", null);

        await Wait.UntilAsync("kept", async () => (await FailedAsync(way)).Count == 1, () => way.Rules.Output);
        JsonNode failure = (await FailedAsync(way))[0]!;
        Assert.Equal(large.Length, failure["bytes"]!.GetValue<int>());
        Assert.Equal(Queues.Activities, failure["queue"]!.GetValue<string>());
        Assert.Contains("at most", failure["problem"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_decision_is_kept_once_and_moved_to_its_error_queue()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await using IConnection connection = await way.Broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();

        await channel.BasicPublishAsync(Exchanges.Decisions, "x.y", "null"u8.ToArray());
        await channel.BasicPublishAsync(Exchanges.Decisions, "x.y", "[1]"u8.ToArray());

        await Wait.UntilAsync("kept", async () => (await FailedAsync(way)).Count == 2, () => way.Writer.Output);
        await Wait.UntilAsync("moved", async () => (await way.Broker.QueuesAsync()).GetValueOrDefault(Queues.Decisions + "_error") == 2);
        Assert.DoesNotContain((await way.Broker.QueuesAsync()).Keys, queue => queue.EndsWith("_skipped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stranger_s_headers_do_not_steer_the_services()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await using IConnection connection = await way.Broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        byte[] question = WireFormat.Serialize(new OperatorPolicyRequested { Actor = new Actor { Name = "admin" } });
        string[] addresses = ["queue:auditor.audit-writer.changes", "exchange:auditor.rules?type=fanout", "queue:evil.new.queue", ":::", "http://x/"];
        foreach (string address in addresses)
        {
            var headers = new Dictionary<string, object?> { ["MT-Response-Address"] = address, ["MT-Fault-Address"] = address, ["MT-Request-Id"] = Guid.NewGuid().ToString() };
            await channel.BasicPublishAsync(Exchanges.Policy, "request", mandatory: true, new BasicProperties { Headers = headers }, question);
            await channel.BasicPublishAsync(Exchanges.Activities, "x.y", mandatory: true, new BasicProperties { Headers = headers }, "no activity"u8.ToArray());
        }

        ActivityObserved[] activities = Activities.Make(20);
        foreach (ActivityObserved activity in activities)
        {
            await way.Publisher.PublishAsync(activity);
        }

        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, activities);
        Assert.Equal(HttpStatusCode.OK, await way.Rules.StatusAsync("/health/ready"));
        Assert.DoesNotContain("evil.new.queue", (await way.Broker.QueuesAsync()).Keys);
        JsonNode failure = Assert.Single(await FailedAsync(way))!;
        Assert.Equal(Queues.Activities, failure["queue"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_failed_append_that_is_set_aside_turns_health_green_and_stays_visible()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await way.Publisher.PublishAsync("nonsense"u8.ToArray(), "x.y", null);
        await Wait.UntilAsync("kept", async () => (await FailedAsync(way)).Count == 1);
        string path = "/api/audit/failed-appends/" + (await FailedAsync(way))[0]!["failureId"];

        using HttpResponseMessage again = await PostAsync(way, path + "/reimport", "{}");
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        await Wait.UntilAsync("failed again", async () => (await FailedAsync(way)).Count == 1);

        using HttpResponseMessage without = await PostAsync(way, path + "/set-aside", """{"why":" "}""");
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using HttpResponseMessage aside = await PostAsync(way, path + "/set-aside", """{"why":"A test message of ours"}""");
        Assert.Equal(HttpStatusCode.NoContent, aside.StatusCode);

        Assert.Empty(await FailedAsync(way));
        await Wait.UntilAsync("health", async () => await way.Writer.StatusAsync("/health") == HttpStatusCode.OK, () => way.Writer.Output);
        JsonNode kept = JsonNode.Parse(await way.Writer.Http.GetStringAsync(path))!;
        Assert.Equal("nonsense", kept["bodyText"]!.GetValue<string>());
        Assert.Equal("A test message of ours", kept["settlement"]!["why"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_kind_of_tomorrow_is_recorded_as_it_came()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        ActivityObserved activity = Activities.Make(1)[0] with { Kind = "DroneLaunched" };
        JsonObject body = JsonNode.Parse(WireFormat.SerializeToText(activity))!.AsObject();
        body["drone"] = new JsonObject { ["altitude"] = 120 };

        await way.Publisher.PublishAsync(Encoding.UTF8.GetBytes(body.ToJsonString()), "DroneLaunched.Harbour", "application/json");

        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, [activity]);
        AuditEntry entry = Assert.Single(await AuditLogReader.AllAsync(way.Writer.Http, "&session=" + activity.ClientSessionId));
        Assert.Equal(AuditableResources.Unrecognized, entry.AuditableResource);
        Assert.True(JsonNode.DeepEquals(body, JsonNode.Parse(entry.AdditionalMetadata.Text!)), entry.AdditionalMetadata.Text);
    }

    [Fact]
    public async Task What_is_decided_before_the_writer_ever_ran_waits_for_it()
    {
        await using WholeWay way = await WholeWay.StartWithoutServicesAsync();
        await way.StartRulesAsync();
        ActivityObserved[] activities = Activities.Make(20);
        foreach (ActivityObserved activity in activities)
        {
            await way.Publisher.PublishAsync(activity);
        }

        await Wait.UntilAsync("decided", async () => (await way.Broker.QueuesAsync()).GetValueOrDefault(Queues.Decisions) == activities.Length, () => way.Rules.Output);
        await way.StartWriterAsync();

        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, activities);
    }

    [Fact]
    public async Task A_message_that_the_broker_gave_up_on_is_kept()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await way.Rules.StopAsync();
        await way.Publisher.PublishAsync("kills whoever takes it"u8.ToArray(), "x.y", null);

        // A consumer that dies with the message in hand, again and again.
        await using IConnection connection = await way.Broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        while (await channel.BasicGetAsync(Queues.Activities, autoAck: false) is { } taken)
        {
            await channel.BasicNackAsync(taken.DeliveryTag, multiple: false, requeue: true);
        }

        await Wait.UntilAsync("kept", async () => (await FailedAsync(way)).Count == 1, () => way.Writer.Output);
        JsonNode kept = JsonNode.Parse(await way.Writer.Http.GetStringAsync("/api/audit/failed-appends/" + (await FailedAsync(way))[0]!["failureId"]))!;
        Assert.Equal(Queues.Activities, kept["queue"]!.GetValue<string>());
        Assert.Equal("kills whoever takes it", kept["bodyText"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stranger_can_subscribe_to_what_was_appended()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await using IConnection connection = await way.Broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        string queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, Exchanges.Appended, "*.PLAYBACK.*");
        ActivityObserved activity = Activities.Make(1)[0];

        await way.Publisher.PublishAsync(activity);

        BasicGetResult? message = null;
        await Wait.UntilAsync("received", async () => (message = await channel.BasicGetAsync(queue, autoAck: true)) is not null);
        Assert.Equal("default.PLAYBACK.ACT", message!.RoutingKey);
        Assert.Equal("application/json", message.BasicProperties.ContentType);
        Assert.Equal(activity.ActivityId, WireFormat.Deserialize<AuditEntryAppended>(message.Body.Span).Entry.EntryId);
    }

    [Fact]
    public async Task A_change_of_a_rule_is_in_force_at_once_and_in_the_log_once()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        AuditRule rule = new() { Id = Guid.CreateVersion7(), Name = "Everyone", Whom = new Whom { Everyone = true }, Playback = new Demand { Trigger = true } };
        using var body = new ByteArrayContent(WireFormat.Serialize(rule)) { Headers = { ContentType = new("application/json") } };
        using HttpResponseMessage created = await way.Rules.Http.PostAsync("/api/rules", body);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        ActivityObserved activity = Activities.Make(1)[0];
        await way.Publisher.PublishAsync(activity);
        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, [activity]);

        AuditEntry decided = Assert.Single(await AuditLogReader.AllAsync(way.Writer.Http, "&session=" + activity.ClientSessionId));
        Assert.Equal(rule.Id, Assert.Single(decided.Rules).Id);
        Assert.Equal(XProtectEvents.PlaybackAction, Assert.Single(decided.Outcome.Events).Name);
        await Wait.UntilAsync("recorded", async () => (await AuditLogReader.AllAsync(way.Writer.Http, "&resource=AUDIT_RULE")).Count == 1);
        AuditEntry change = (await AuditLogReader.AllAsync(way.Writer.Http, "&resource=AUDIT_RULE"))[0];
        Assert.Equal(AuditableActions.Create, change.AuditableAction);
        Assert.Contains("Everyone", change.NewState.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_gets_its_policy_by_plain_request_and_reply()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await using IConnection connection = await way.Broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        string replies = (await channel.QueueDeclareAsync()).QueueName;
        var request = new BasicProperties { ReplyTo = replies, CorrelationId = "question 1", ContentType = "application/json" };
        byte[] body = WireFormat.Serialize(new OperatorPolicyRequested { Actor = new Actor { Name = "admin" } });

        await channel.BasicPublishAsync(Exchanges.Policy, "request", mandatory: true, request, body);

        BasicGetResult? answer = null;
        await Wait.UntilAsync("answered", async () => (answer = await channel.BasicGetAsync(replies, autoAck: true)) is not null, () => way.Rules.Output);
        Assert.Equal("question 1", answer!.BasicProperties.CorrelationId);
        Assert.Empty(WireFormat.Deserialize<OperatorPolicy>(answer.Body.Span).Rules);
    }

    private static async Task<JsonArray> FailedAsync(WholeWay way) =>
        JsonNode.Parse(await way.Writer.Http.GetStringAsync("/api/audit/failed-appends"))!["failures"]!.AsArray();

    private static Task<HttpResponseMessage> PostAsync(WholeWay way, string path, string json) =>
        way.Writer.Http.PostAsync(path, new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
}
