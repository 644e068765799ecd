using System.Net;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Auditor.Notifier.Changes;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Api;

/// <summary>How deliveries stand, and what a person does about it.</summary>
public sealed class DeliveryApiTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly DeliveryProgress Failing = new()
    {
        Position = 5,
        AcknowledgedPosition = 3,
        AcknowledgedEntryId = Guid.CreateVersion7(),
        AcknowledgedAt = Noon,
        Delivered = 2,
        Erased = 1,
        Failures = 4,
        FailingSince = Noon.AddMinutes(1),
        LastFailure = "503 Service Unavailable",
        NextAttemptAt = Noon.AddMinutes(9),
    };

    [Fact]
    public async Task How_deliveries_stand_is_told_with_the_subscription()
    {
        await using NotifierHost host = await NotifierHost.StartAsync();
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());
        await host.EntriesAsync(1);
        Assert.Equal("WORKING", (string)(await host.GetAsync(made))["delivery"]!["status"]!);

        await host.ProgressAsync(made, Failing with { Position = 0 });
        JsonNode waiting = (await host.GetAsync(made))["delivery"]!;

        Assert.Equal("WAITING", (string)waiting["status"]!);
        Assert.Equal((3, Failing.AcknowledgedEntryId, "2026-03-20T12:00:00Z"), (
            (int)waiting["lastAcknowledged"]!["position"]!, (Guid?)waiting["lastAcknowledged"]!["entryId"]!, (string)waiting["lastAcknowledged"]!["at"]!));
        Assert.Equal((2, 1, 4, "503 Service Unavailable"), (
            (int)waiting["delivered"]!, (int)waiting["erased"]!, (int)waiting["failures"]!, (string)waiting["lastFailure"]!));
        Assert.Equal(("2026-03-20T12:01:00Z", "2026-03-20T12:09:00Z"), ((string)waiting["failingSince"]!, (string)waiting["nextAttemptAt"]!));

        // The log's own end, which comes a moment after the entry.
        await Eventually.TrueAsync(async () => (long)(await host.GetAsync(made))["delivery"]!["backlog"]! > 0);
        JsonNode listed = (await host.CallAsync(HttpStatusCode.OK, HttpMethod.Get, NotifierHost.Root))["subscriptions"]![0]!;
        Assert.Equal("WAITING", (string)listed["delivery"]!["status"]!);
    }

    [Fact]
    public async Task Without_an_answer_of_AuditWriter_everything_but_the_backlog_is_told()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());
        await host.ProgressAsync(made, Failing with { Failures = 0 });

        JsonNode delivery = (await host.GetAsync(made))["delivery"]!;

        Assert.Equal(("WORKING", 5), ((string)delivery["status"]!, (int)delivery["position"]!));
        Assert.Null(delivery["backlog"]);
    }

    [Fact]
    public async Task Whether_a_person_or_Notifier_disabled_it_is_told_apart()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        SubscriptionChanges changes = host.Service<SubscriptionChanges>();
        JsonNode byPerson = await host.CreateAsync(NotifierHost.Webhook("A"));
        JsonNode given = await host.CreateAsync(NotifierHost.Webhook("B"));
        JsonObject disabled = NotifierHost.Webhook("A");
        disabled["enabled"] = false;
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(byPerson), disabled, ifMatch: 1);
        Subscription subscription = (await host.Store.LoadAsync(CancellationToken.None)).Subscriptions.Single(one => one.Name == "B");
        Assert.True((await changes.DisableAsync(subscription, "410 Gone", 5, Noon, CancellationToken.None)).Stored);

        // What a person changes while it is disabled does not make it the person's.
        disabled["name"] = "B renamed";
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(given), disabled, ifMatch: 2);

        Assert.Equal("DISABLED", (string)(await host.GetAsync(byPerson))["delivery"]!["status"]!);
        Assert.Equal("GAVE_UP", (string)(await host.GetAsync(given))["delivery"]!["status"]!);
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(given), NotifierHost.Webhook("B"), ifMatch: 3);
        Assert.Equal("WORKING", (string)(await host.GetAsync(given))["delivery"]!["status"]!);
    }

    [Fact]
    public async Task A_retry_is_asked_of_whoever_delivers()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());

        await host.CallAsync(HttpStatusCode.Accepted, HttpMethod.Post, NotifierHost.Path(made, "/retry"));

        Assert.Null(Assert.Single(await host.Store.RequestsAsync(NotifierHost.Id(made), 0, CancellationToken.None)).SkipPosition);
        Assert.Equal(1, await host.Store.RevisionAsync(CancellationToken.None));
        JsonObject disabled = NotifierHost.Webhook();
        disabled["enabled"] = false;
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(made), disabled, ifMatch: 1);
        await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, NotifierHost.Path(made, "/retry"));
    }

    [Fact]
    public async Task Only_the_entry_that_waits_is_passed_over_and_once()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());
        string path = NotifierHost.Path(made, "/skip");
        await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, path, Skip(5));
        await host.ProgressAsync(made, Failing with { Failures = 0 });
        await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, path, Skip(5));
        await host.ProgressAsync(made, Failing);

        JsonNode other = await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, path, Skip(6));
        JsonNode skipped = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, path, Skip(5));
        await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, path, Skip(5));

        Assert.Contains("position 5", (string)other["detail"]!, StringComparison.Ordinal);
        Assert.Equal(2, (int)skipped["version"]!);
        Assert.Equal(5, Assert.Single(await host.Store.RequestsAsync(NotifierHost.Id(made), 0, CancellationToken.None)).SkipPosition);
        JsonNode change = (await host.CallAsync(HttpStatusCode.OK, HttpMethod.Get, NotifierHost.Path(made, "/history")))["changes"]![0]!;
        Assert.Equal(("skipped", 5, "it chokes on it"), ((string)change["kind"]!, (int)change["position"]!, (string)change["why"]!));
    }

    [Theory]
    [InlineData("""{ "reason": "x" }""", "position")]
    [InlineData("""{ "position": 5 }""", "reason")]
    [InlineData("""{ "position": 5, "reason": "x", "why": "y" }""", "why")]
    [InlineData("""{ "position": "5", "reason": "x" }""", "position")]
    public async Task A_skip_names_its_entry_and_its_reason(string body, string field)
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());

        JsonNode refused = await host.CallAsync(HttpStatusCode.BadRequest, HttpMethod.Post, NotifierHost.Path(made, "/skip"), JsonNode.Parse(body));

        Assert.Equal([field], refused["errors"]!.AsObject().Select(problem => problem.Key));
    }

    [Fact]
    public async Task A_test_sends_a_sample_that_is_no_entry_and_says_what_came_back()
    {
        await using NotifierHost host = await NotifierHost.StartAsync();
        string path = NotifierHost.Path(await host.CreateAsync(NotifierHost.Webhook()), "/test");

        JsonNode taken = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, path);
        host.Webhooks.Answer = _ => Task.FromResult(DeliveryReport.Failed(0, "403 Forbidden", TimeSpan.FromSeconds(30)));
        JsonNode refused = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, path);
        host.Webhooks.Answer = _ => throw new IOException("secret words");
        JsonNode broken = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, path);

        Assert.True((bool)taken["acknowledged"]!);
        Assert.Equal((false, "403 Forbidden", 30.0), ((bool)refused["acknowledged"]!, (string)refused["problem"]!, (double)refused["retryAfterSeconds"]!));
        Assert.False((bool)broken["acknowledged"]!);
        Assert.DoesNotContain("secret words", broken.ToJsonString(), StringComparison.Ordinal);
        AuditEntry sample = host.Webhooks.Delivered.First().Entry;
        Assert.Equal(("SUBSCRIPTION", "TEST"), (sample.AuditableResource, sample.AuditableAction));
        await host.EntriesAsync(1);
        Assert.Null(await host.Service<IAuditLog>().FindAsync(sample.EntryId, CancellationToken.None));
    }

    private static JsonObject Skip(long position) => new() { ["position"] = position, ["reason"] = "it chokes on it" };
}
