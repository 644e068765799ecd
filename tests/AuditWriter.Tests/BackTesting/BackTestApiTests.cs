using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Tests.Exporting;
using Auditor.Contracts;
using Auditor.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.AuditWriter.Tests.BackTesting;

/// <summary>Trying a draft on the past, over HTTP and the real store.</summary>
public sealed class BackTestApiTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_tried_in_the_background_and_says_what_it_would_have_caught()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        for (int i = 0; i < 40; i++)
        {
            await host.PublishAsync(Decided(i));
        }

        await Eventually.TrueAsync(async () => (await host.Http.GetFromJsonAsync<JsonNode>("/api/audit/counts?resource=PLAYBACK", Cancellation))!["total"]!.GetValue<long>() == 40);

        using HttpResponseMessage taken = await host.Http.PostAsJsonAsync("/api/audit/back-tests", Question(), Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        JsonNode done = await UntilEndedAsync(host, taken.Headers.Location!);

        Assert.Equal("done", done["state"]!.GetValue<string>());
        JsonNode result = done["result"]!;
        Assert.Equal(40, result["looked"]!.GetValue<int>());
        Assert.Equal(20, result["matched"]!.GetValue<int>());
        Assert.Equal(1, result["people"]!.GetValue<int>());
        // One session, an hour between: the answer is good for two.
        Assert.Equal(10, result["prompts"]!.GetValue<int>());
        Assert.Equal(10, result["examples"]!.AsArray().Count);
        Assert.Equal(@"CORP\anna", result["byPerson"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(40, done["total"]!.GetValue<int>());
        Assert.Equal(40, done["done"]!.GetValue<int>());

        // Who asked, and what, is in the log.
        JsonNode asked = (await host.Http.GetFromJsonAsync<JsonNode>($"/api/audit/entries?correlation={done["id"]}", Cancellation))!["entries"]![0]!;
        Assert.Equal("AUDIT_LOG READ", $"{asked["auditableResource"]} {asked["auditableAction"]}");
        Assert.Equal("Draft", asked["additionalMetadata"]!["rule"]!["name"]!.GetValue<string>());

        using HttpResponseMessage removed = await host.Http.DeleteAsync(taken.Headers.Location, Cancellation);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync(taken.Headers.Location, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_draft_that_could_not_be_saved_is_refused_by_the_same_fields()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        JsonObject question = Question();
        question["rule"] = new JsonObject { ["name"] = "", ["whom"] = new JsonObject(), ["reasonPolicy"] = new JsonObject { ["minimumLength"] = -1 } };
        Assert.Equal(["name", "reasonPolicy.minimumLength", "whom"], await RefusedFieldsAsync(host, question));

        question["rule"] = new JsonObject { ["name"] = "x", ["whom"] = new JsonObject { ["everybody"] = true }, ["mode"] = "gost" };
        Assert.Equal(["mode", "whom.everybody"], await RefusedFieldsAsync(host, question));
    }

    [Theory]
    [InlineData("from", null, "from")]
    [InlineData("from", "2026-03-20T12:00:00", "from")]
    [InlineData("to", "2020-01-01T00:00:00Z", "to")]
    [InlineData("zone", "Mars/Crater", "zone")]
    [InlineData("tenant", "", "tenant")]
    [InlineData("until", "2026-03-20T12:00:00Z", "until")]
    public async Task What_is_wrong_with_the_question_is_said_by_its_field(string name, string? value, string refused)
    {
        await using WriterHost host = await WriterHost.StartAsync();
        JsonObject question = Question();
        question[name] = value;

        Assert.Equal([refused], await RefusedFieldsAsync(host, question));
    }

    [Fact]
    public async Task One_that_runs_tells_how_far_it_is_and_can_be_ended_and_nobody_has_more_than_two()
    {
        using var gate = new SemaphoreSlim(0);
        await using WriterHost host = await WriterHost.StartAsync(folder: null, services => services.AddSingleton<IEntryFacts>(new GatedFacts(gate)));

        using HttpResponseMessage first = await host.Http.PostAsJsonAsync("/api/audit/back-tests", Question(), Cancellation);
        using HttpResponseMessage second = await host.Http.PostAsJsonAsync("/api/audit/back-tests", Question(), Cancellation);
        using HttpResponseMessage third = await host.Http.PostAsJsonAsync("/api/audit/back-tests", Question(), Cancellation);
        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Conflict], new[] { first.StatusCode, second.StatusCode, third.StatusCode });
        await Eventually.TrueAsync(async () => (await StateAsync(host, first)) == "running");
        Assert.Equal("queued", await StateAsync(host, second));

        using HttpResponseMessage ended = await host.Http.DeleteAsync(first.Headers.Location, Cancellation);
        Assert.Equal("cancelled", (await ended.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["state"]!.GetValue<string>());
        await Eventually.TrueAsync(async () => (await StateAsync(host, second)) == "running");
        gate.Release(100);
        Assert.Equal("done", (await UntilEndedAsync(host, second.Headers.Location!))["state"]!.GetValue<string>());
        using HttpResponseMessage again = await host.Http.PostAsJsonAsync("/api/audit/back-tests", Question(), Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
    }

    private static async Task<string> StateAsync(WriterHost host, HttpResponseMessage started) =>
        (await host.Http.GetFromJsonAsync<JsonNode>(started.Headers.Location, Cancellation))!["state"]!.GetValue<string>();

    private static async Task<string[]> RefusedFieldsAsync(WriterHost host, JsonObject question)
    {
        using HttpResponseMessage answer = await host.Http.PostAsJsonAsync("/api/audit/back-tests", question, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonNode problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
        return [.. problem["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal)];
    }

    private static async Task<JsonNode> UntilEndedAsync(WriterHost host, Uri address)
    {
        JsonNode test = new JsonObject();
        await Eventually.TrueAsync(async () =>
        {
            test = (await host.Http.GetFromJsonAsync<JsonNode>(address, Cancellation))!;
            return test["endedAt"] is not null;
        });
        return test;
    }

    private static JsonObject Question() => new()
    {
        ["rule"] = new JsonObject
        {
            ["name"] = "Draft",
            ["enabled"] = false,
            ["mode"] = "shadow",
            ["whom"] = new JsonObject { ["users"] = new JsonArray(new JsonObject { ["name"] = "anna" }) },
            ["playback"] = new JsonObject { ["prompt"] = true },
            ["reasonPolicy"] = new JsonObject { ["answerValidMinutes"] = 120 },
        },
        ["from"] = Noon.AddDays(-1).ToString("O"),
        ["to"] = Noon.AddDays(30).ToString("O"),
        ["zone"] = "Europe/Berlin",
    };

    /// <summary>One an hour; of Anna and of somebody whom the draft does not name, by turns.</summary>
    private static ActivityDecided Decided(int number) => new()
    {
        Activity = new ActivityObserved
        {
            ActivityId = Guid.CreateVersion7(),
            Kind = ActivityKinds.PlaybackEntered,
            ClientSessionId = new Guid(1, 0, 0, new byte[8]),
            SequenceNumber = number + 1,
            ObservedAt = Noon.AddMinutes(30 * number),
            Actor = new Actor { Name = number % 2 == 0 ? @"CORP\anna" : @"CORP\bob" },
            Site = new SiteRef { Name = "Site" },
        },
        AcceptedAt = Noon,
    };
}
