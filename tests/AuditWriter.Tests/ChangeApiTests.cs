using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Tests;

/// <summary>POST /api/audit/changes, and the shapes in which entries are read.</summary>
public sealed class ChangeApiTests
{
    /// <summary>Name, type and id of who reported: a name can be chosen, the id of a key cannot.</summary>
    private const string Reporter = @"^Test \(SERVICE [0-9a-f]{16}\)$";

    private const string Example =
        """
        {"auditableResource":"SCHEME","auditableAction":"DEPLOY","resourceName":"SchemeA",
         "additionalMetadata":"{\n\"tenantName\": \"TenantA\",\n\"targetLevel\": \"GROUP\",\n\"targetLevelName\": \"Group1\",\n\"schemeName\": \"SchemeA\"\n}"}
        """;

    [Fact]
    public async Task The_scheme_log_s_example_is_recorded_announced_and_read_in_either_shape()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        (HttpStatusCode status, JsonNode answer) = await PostAsync(host, Example);

        Assert.Equal(HttpStatusCode.Created, status);
        Guid id = answer["entries"]![0]!["entryId"]!.GetValue<Guid>();
        Assert.False(answer["entries"]![0]!["alreadyThere"]!.GetValue<bool>());
        AuditEntry announced = await host.Announced.OfAsync(id);
        Assert.Equal(("SERVICE", "Test"), (announced.Actor.Type, announced.Actor.Name));
        Assert.Matches(Reporter, announced.PublishedBy);
        JsonNode structured = await GetAsync(host, $"/api/audit/entries/{id}");
        Assert.Equal("Group1", structured["additionalMetadata"]!["targetLevelName"]!.GetValue<string>());
        Assert.Equal("TenantA/Group1", structured["target"]!["path"]!.GetValue<string>());
        foreach (JsonNode seed in (JsonNode[])[await GetAsync(host, $"/api/audit/entries/{id}?shape=seed"), (await GetAsync(host, $"/api/audit/entries?shape=seed&resource={announced.AuditableResource}"))["entries"]![0]!])
        {
            JsonNode content = JsonNode.Parse(seed["additionalMetadata"]!.GetValue<string>())!;
            Assert.True(JsonNode.DeepEquals(structured["additionalMetadata"], content));
        }
    }

    [Fact]
    public async Task A_reporter_reports_for_others_and_is_named_as_who_reported()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        string body = CameraSetting("""
            "actor":{"type":"API_KEY","name":"provisioning"},"occurredAt":"2026-03-20T13:00:00+01:00","version":1,
            "changeId":"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d","previousState":null,"newState":"1.10"
            """);

        (_, JsonNode answer) = await PostAsync(host, body);

        JsonNode entry = await GetAsync(host, "/api/audit/entries/" + answer["entries"]![0]!["entryId"]);
        Assert.Equal("0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d", entry["entryId"]!.GetValue<string>());
        Assert.Equal(("API_KEY", "provisioning"), (entry["actor"]!["type"]!.GetValue<string>(), entry["actor"]!["name"]!.GetValue<string>()));
        Assert.Matches(Reporter, entry["publishedBy"]!.GetValue<string>());
        Assert.Equal("2026-03-20T12:00:00Z", entry["occurredAt"]!.GetValue<string>());
        Assert.Equal("1.10", entry["newState"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_request_that_is_sent_again_with_its_key_finds_its_entries()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        string body = $$"""{"changes":[{{Example}},{{CameraSetting("\"newState\":{\"value\":1}")}}]}""";

        (HttpStatusCode first, JsonNode recorded) = await PostAsync(host, body, "deploy 7");
        (HttpStatusCode second, JsonNode again) = await PostAsync(host, " " + body, "deploy 7");
        (HttpStatusCode otherKey, JsonNode anew) = await PostAsync(host, body, "deploy 8");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created), (first, second, otherKey));
        Assert.Equal(recorded.ToJsonString().Replace("false", "true", StringComparison.Ordinal), again.ToJsonString());
        Assert.NotEqual(recorded["entries"]![0]!["entryId"]!.GetValue<Guid>(), anew["entries"]![0]!["entryId"]!.GetValue<Guid>());
        await host.Announced.OfAsync(recorded["entries"]![1]!["entryId"]!.GetValue<Guid>(), times: 2);
        Assert.Equal(4, await CountAsync(host));
        JsonNode entry = await GetAsync(host, "/api/audit/entries/" + recorded["entries"]![1]!["entryId"]);
        Assert.Equal(2, (await GetAsync(host, $"/api/audit/entries?correlation={entry["correlationId"]}"))["entries"]!.AsArray().Count);
        Assert.Equal(8, entry["entryId"]!.GetValue<Guid>().Version);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_nothing_is_written()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        string two = $$"""{"changes":[{{Example}},{{CameraSetting("\"newState\":1")}}]}""";
        await PostAsync(host, two, "k");

        foreach (string other in (string[])
        [
            $$"""{"changes":[{{Example}},{{CameraSetting("\"newState\":2")}}]}""",
            $$"""{"changes":[{{Example}}]}""",
            $$"""{"changes":[{{Example}},{{CameraSetting("\"newState\":1")}},{{CameraSetting("\"newState\":3")}}]}""",
            Example,
        ])
        {
            (HttpStatusCode status, JsonNode problem) = await PostAsync(host, other, "k");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.Contains("Idempotency-Key", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(2, await CountAsync(host));
    }

    [Fact]
    public async Task A_change_id_that_is_taken_refuses_the_whole_batch()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        string taken = CameraSetting("\"changeId\":\"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d\",\"newState\":1");
        await PostAsync(host, taken);

        (HttpStatusCode repeated, _) = await PostAsync(host, taken);
        (HttpStatusCode status, JsonNode problem) = await PostAsync(
            host, $$"""{"changes":[{{Example}},{{taken.Replace("\"newState\":1", "\"newState\":2", StringComparison.Ordinal)}}]}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (repeated, status));
        Assert.True(problem["errors"]!.AsObject().ContainsKey("changes[1].changeId"), problem.ToJsonString());
        Assert.Equal(1, await CountAsync(host));
    }

    [Fact]
    public async Task Requests_with_one_key_at_the_same_time_record_one_entry()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        (HttpStatusCode Status, JsonNode Answer)[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(host, Example, "same")));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Answer.ToJsonString()));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(1, await CountAsync(host));
    }

    [Fact]
    public async Task One_bad_change_refuses_the_batch_and_every_problem_has_its_path()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        string body = $$$"""
            {"changes":[
              {{{Example}}},
              {"auditableResource":"TRIGGER","auditableAction":"ADD","additionalMetadata":{"triggerName":"x","trigger_category_name":"y"}},
              {"auditableResource":"AUDIT_RULE","auditableAction":"DELETE"},
              {{{CameraSetting("\"occurredAt\":\"yesterday\"")}}},
              {{{CameraSetting("\"newstate\":1")}}},
              {{{CameraSetting("\"actor\":{\"type\":\"ROBOT\",\"name\":\"r\"},\"newState\":{\"a\":1,\"a\":2}")}}},
              {{{CameraSetting("\"changeId\":\"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d\"")}}},
              {{{CameraSetting("\"changeId\":\"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d\"")}}},
              7
            ]}
            """;

        (HttpStatusCode status, JsonNode problem) = await PostAsync(host, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            [
                "changes[1].additionalMetadata.schemeName", "changes[1].additionalMetadata.triggerCategoryName", "changes[2].auditableResource",
                "changes[3].occurredAt", "changes[4].newstate", "changes[5].actor.type", "changes[5].newState", "changes[7].changeId", "changes[8]",
            ],
            problem["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Contains("'trigger_category_name'", problem["errors"]!["changes[1].additionalMetadata.triggerCategoryName"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(host));
    }

    [Theory]
    [InlineData("{\"changes\":[]}", "changes")]
    [InlineData("{\"changes\":{}}", "changes")]
    [InlineData("{\"changes\":[{}],\"auditableResource\":\"SCHEME\"}", "auditableResource")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("", "body")]
    [InlineData("{\"additionalMetadata\":\"{\n}\"}", "body")]
    [InlineData("{\"auditableAction\":null,\"resourceName\":\"\\ud800\"}", "resourceName")]
    [InlineData("{\"actor\":{}}", "actor")]
    [InlineData("{\"target\":null,\"actor\":{\"name\":\"a\",\"name\":\"b\"}}", "actor.name")]
    [InlineData("{}", "auditableResource")]
    public async Task A_body_that_is_no_report_is_refused_by_its_field(string body, string field)
    {
        await using WriterHost host = await WriterHost.StartAsync();

        (HttpStatusCode status, JsonNode problem) = await PostAsync(host, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(problem["errors"]!.AsObject().ContainsKey(field), problem.ToJsonString());
    }

    [Fact]
    public async Task The_scheme_log_s_example_as_it_is_printed_is_no_JSON_and_the_refusal_says_why()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        (HttpStatusCode status, JsonNode problem) = await PostAsync(host, Example.Replace("\\n", "\n", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(@"a line break in a text is written \n", problem["errors"]!["body"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_be_kept_apart_is_refused_and_so_are_more_than_500_changes()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        string many = $$"""{"changes":[{{string.Join(',', Enumerable.Repeat(Example, 501))}}]}""";

        foreach (string key in (string[])["", new('k', 201)])
        {
            (HttpStatusCode status, JsonNode problem) = await PostAsync(host, Example, key);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.True(problem["errors"]!.AsObject().ContainsKey("Idempotency-Key"));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(host, many)).Status);
        (HttpStatusCode most, JsonNode answer) = await PostAsync(host, $$"""{"changes":[{{string.Join(',', Enumerable.Repeat(Example, 500))}}]}""", new string('k', 200));
        Assert.Equal(HttpStatusCode.Created, most);
        Assert.Equal(500, answer["entries"]!.AsArray().Select(entry => entry!["entryId"]!.GetValue<Guid>()).Distinct().Count());
        Assert.Equal(500, await CountAsync(host));
    }

    [Fact]
    public async Task The_difference_of_both_states_comes_with_an_entry_on_request()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        (_, JsonNode answer) = await PostAsync(host, CameraSetting("\"previousState\":\"{\\\"value\\\": \\\"60\\\"}\",\"newState\":{\"value\":\"75\"}"));
        string entry = $"/api/audit/entries/{answer["entries"]![0]!["entryId"]}";

        JsonNode one = await GetAsync(host, entry + "?difference=true&shape=seed");
        JsonNode listed = (await GetAsync(host, "/api/audit/entries?difference=true&resource=CAMERA_SETTINGS"))["entries"]![0]!;

        foreach (JsonNode shown in (JsonNode[])[one, listed])
        {
            Assert.Equal("""{"elements":[{"path":"/value","kind":"changed","before":"60","after":"75"}],"truncated":false}""", shown["difference"]!.ToJsonString());
        }

        Assert.Equal("""{"value":"75"}""", one["newState"]!.GetValue<string>());
        Assert.Equal("75", listed["newState"]!["value"]!.GetValue<string>());
        Assert.Null((await GetAsync(host, entry))["difference"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.GetAsync(entry + "?shape=round")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.GetAsync(entry + "?diference=true")).StatusCode);
    }

    [Fact]
    public async Task A_change_on_the_bus_that_the_log_could_not_keep_is_a_failed_append_with_its_field()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        const string body =
            """
            {"changeId":"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d","auditableResource":"CAMERA_SETTINGS","auditableAction":"UPDATE","occurredAt":"2026-03-20T12:00:00Z",
             "actor":{"name":"a"},"additionalMetadata":{"cameraSettingKey":"k","schemeName":"s"},"newState":{"a":9007199254740993}}
            """;

        await host.PublishBytesAsync<ConfigurationChanged>(Encoding.UTF8.GetBytes(body));

        JsonArray failures;
        DateTime until = DateTime.UtcNow.AddSeconds(30);
        while ((failures = (await GetAsync(host, "/api/audit/failed-appends"))["failures"]!.AsArray()).Count == 0)
        {
            Assert.True(DateTime.UtcNow < until, "No failed append appeared.");
            await Task.Delay(20);
        }

        Assert.StartsWith("'newState' holds the number '9007199254740993'", failures[0]!["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(host));
    }

    private static string CameraSetting(string more) =>
        $$$"""{"auditableResource":"CAMERA_SETTINGS","auditableAction":"UPDATE","additionalMetadata":{"cameraSettingKey":"brightness","schemeName":"SchemeA"},{{{more}}}}""";

    private static async Task<int> CountAsync(WriterHost host) => (await GetAsync(host, "/api/audit/counts"))["total"]!.GetValue<int>();

    private static async Task<JsonNode> GetAsync(WriterHost host, string path) => JsonNode.Parse(await host.Http.GetStringAsync(path))!;

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(WriterHost host, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/audit/changes") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        using HttpResponseMessage answer = await host.Http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
