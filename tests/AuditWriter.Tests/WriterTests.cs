using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Tests;

/// <summary>The writer's consumers and its HTTP API, on the real registration.</summary>
public sealed class WriterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_decided_activity_becomes_an_entry_that_is_announced_once_it_is_in_the_log()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        ActivityDecided decided = Decided("Camera 1", Noon);

        await host.PublishAsync(decided);

        AuditEntry announced = await host.Announced.OfAsync(decided.Activity.ActivityId);
        JsonNode stored = await GetAsync(host, $"/api/audit/entries/{announced.EntryId}");
        Assert.Equal("PLAYBACK", stored["auditableResource"]!.GetValue<string>());
        Assert.Equal("PlaybackEntered", stored["additionalMetadata"]!["kind"]!.GetValue<string>());
        Assert.True(announced.AppendedAt > Noon);
    }

    [Fact]
    public async Task A_second_delivery_is_announced_again_and_recorded_once()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        ActivityDecided decided = Decided("Camera 1", Noon);

        await host.PublishAsync(decided);
        await host.Announced.OfAsync(decided.Activity.ActivityId);
        // The rules changed in between; the entry stays what it was.
        await host.PublishAsync(decided with { Decision = new Decision { Revision = 9, Outcome = new Outcome { MilestoneLog = true } } });
        await host.Announced.OfAsync(decided.Activity.ActivityId, times: 2);

        Assert.All(host.Announced.Entries, entry => Assert.False(entry.Outcome.MilestoneLog));
        Assert.Equal(1, (await GetAsync(host, "/api/audit/counts?resource=PLAYBACK"))["total"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task A_change_with_an_unknown_resource_is_kept_by_the_name_of_its_field()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        await host.PublishAsync(new ConfigurationChanged { ChangeId = Guid.CreateVersion7(), AuditableResource = "TEAPOT", AuditableAction = "BREW", Actor = new Actor { Name = "x" }, OccurredAt = Noon });

        JsonNode failure = await OneFailureAsync(host);
        Assert.Contains("'auditableResource' is 'TEAPOT'; allowed are SCHEME, CAMERA_SETTINGS, TRIGGER, FIRMWARE, AUDIT_RULE, SUBSCRIPTION, ACCESS", failure["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(Queues.Changes, failure["queue"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Http.GetAsync("/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_no_decision_is_kept_whole()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        await host.PublishBytesAsync<ActivityDecided>("[not a decision"u8.ToArray());

        JsonNode failure = await OneFailureAsync(host);
        JsonNode whole = await GetAsync(host, "/api/audit/failed-appends/" + failure["failureId"]);
        Assert.Equal("[not a decision", whole["bodyText"]!.GetValue<string>());
        Assert.Equal(Queues.Decisions, whole["queue"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_failed_append_can_be_imported_again_and_one_that_fails_again_stays_open()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        await host.PublishBytesAsync<ActivityDecided>("[not a decision"u8.ToArray());
        JsonNode first = await OneFailureAsync(host);

        using HttpResponseMessage answer = await PostAsync(host, "/api/audit/failed-appends/reimport", "{}");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("""{"putBack":1,"left":0}""", await answer.Content.ReadAsStringAsync());
        JsonNode again = first;
        while (again["failedAt"]!.GetValue<string>() == first["failedAt"]!.GetValue<string>())
        {
            again = await OneFailureAsync(host);
        }

        Assert.Equal(first["failureId"]!.GetValue<string>(), again["failureId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Entries_are_found_by_every_filter_and_counted_by_every_field()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        ActivityDecided wanted = Decided("Canteen", Noon) with
        {
            Decision = new Decision { Matches = [new RuleMatch { Id = Guid.CreateVersion7(), Name = "Staff areas", Version = 3 }] },
        };
        wanted = wanted with
        {
            Activity = wanted.Activity with
            {
                Tenant = "harbour",
                CorrelationId = Guid.CreateVersion7(),
                Reason = new Reason { Notes = "lost child" },
                Actor = new Actor { Name = "mkoch" },
                Recording = new RecordingInterval { From = Noon.AddHours(-2), To = Noon.AddHours(-1) },
            },
        };
        ActivityDecided other = Decided("Lobby", Noon.AddDays(1));
        await host.PublishAsync(wanted);
        await host.PublishAsync(other);
        await host.Announced.OfAsync(wanted.Activity.ActivityId);
        await host.Announced.OfAsync(other.Activity.ActivityId);

        string[] filters =
        [
            "from=2026-03-20T11:00:00Z&to=2026-03-20T13:00:00%2B00:00", "actor=MKOCH", "camera=canteen", "reason=LOST", "tenant=harbour",
            $"rule={wanted.Decision.Matches[0].Id}", $"correlation={wanted.Activity.CorrelationId}", $"session={wanted.Activity.ClientSessionId}",
            "targetLevel=ENDPOINT&targetName=canteen", "resource=PLAYBACK&action=ENTER&result=SUCCEEDED&camera=Canteen",
            "recordingFrom=2026-03-20T10:30:00Z&recordingTo=2026-03-20T10:40:00Z",
        ];
        foreach (string filter in filters)
        {
            JsonArray entries = (await GetAsync(host, "/api/audit/entries?" + filter))["entries"]!.AsArray();
            Assert.True(entries.Count == 1 && entries[0]!["entryId"]!.GetValue<Guid>() == wanted.Activity.ActivityId, filter + ": " + entries.ToJsonString());
        }

        JsonNode counts = await GetAsync(host, "/api/audit/counts?resource=PLAYBACK&by=resource,action,actor,camera,rule,result,tenant,targetLevel");
        Assert.Equal(2, counts["total"]!.GetValue<int>());
        Assert.Equal(8, counts["by"]!.AsObject().Count);
        Assert.Equal("Staff areas", counts["by"]!["rule"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(2, counts["by"]!["action"]![0]!["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Pages_follow_each_other_in_either_order()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        ActivityDecided[] all = [.. Enumerable.Range(0, 25).Select(minute => Decided("Lobby", Noon.AddMinutes(minute)))];
        foreach (ActivityDecided decided in all)
        {
            await host.PublishAsync(decided);
        }

        foreach (ActivityDecided decided in all)
        {
            await host.Announced.OfAsync(decided.Activity.ActivityId);
        }

        Guid[] oldest = [.. all.Select(decided => decided.Activity.ActivityId)];
        Assert.Equal(oldest, await WalkAsync(host, "oldest"));
        Assert.Equal(oldest.Reverse(), await WalkAsync(host, "newest"));
    }

    [Theory]
    [InlineData("camra=Lobby", "camra")]
    [InlineData("limit=1001", "limit")]
    [InlineData("order=sideways", "order")]
    [InlineData("cursor=xyz", "cursor")]
    [InlineData("from=2026-03-20T12:00:00", "from")]
    [InlineData("rule=7", "rule")]
    [InlineData("resource=TEAPOT", "resource")]
    [InlineData("tenant=a&tenant=b", "tenant")]
    [InlineData("reason=", "reason")]
    public async Task A_wrong_question_is_refused_by_the_name_of_its_parameter(string query, string field)
    {
        await using WriterHost host = await WriterHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.GetAsync("/api/audit/entries?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsObject().ContainsKey(field));
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_not_there()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync($"/api/audit/entries/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync($"/api/audit/failed-appends/{Guid.NewGuid()}")).StatusCode);
        using HttpResponseMessage reimport = await PostAsync(host, $"/api/audit/failed-appends/{Guid.NewGuid()}/reimport", "{}");
        Assert.Equal(HttpStatusCode.NotFound, reimport.StatusCode);
    }

    private static async Task<Guid[]> WalkAsync(WriterHost host, string order)
    {
        var ids = new List<Guid>();
        string? cursor = null;
        do
        {
            JsonNode page = await GetAsync(host, $"/api/audit/entries?limit=10&resource=PLAYBACK&order={order}{(cursor is null ? "" : "&cursor=" + cursor)}");
            ids.AddRange(page["entries"]!.AsArray().Select(entry => entry!["entryId"]!.GetValue<Guid>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return [.. ids];
    }

    private static async Task<JsonNode> OneFailureAsync(WriterHost host)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            JsonArray failures = (await GetAsync(host, "/api/audit/failed-appends"))["failures"]!.AsArray();
            if (failures.Count == 1)
            {
                return failures[0]!;
            }

            Assert.True(DateTime.UtcNow < until, "No failed append appeared.");
            await Task.Delay(20);
        }
    }

    private static async Task<JsonNode> GetAsync(WriterHost host, string path) => JsonNode.Parse(await host.Http.GetStringAsync(path))!;

    private static Task<HttpResponseMessage> PostAsync(WriterHost host, string path, string json) =>
        host.Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    private static ActivityDecided Decided(string camera, DateTimeOffset at) => new()
    {
        AcceptedAt = at.AddSeconds(1),
        Activity = new ActivityObserved
        {
            ActivityId = Guid.CreateVersion7(),
            Kind = ActivityKinds.PlaybackEntered,
            ClientSessionId = Guid.CreateVersion7(),
            SequenceNumber = 1,
            ObservedAt = at,
            Actor = new Actor { Name = "admin" },
            Site = new SiteRef { Name = "Harbour" },
            Cameras = [new CameraRef { Id = camera.ToUpperInvariant(), Name = camera }],
        },
    };
}
