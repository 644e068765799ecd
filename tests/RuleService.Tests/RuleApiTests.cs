using System.Net;
using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.RuleService.Tests;

public sealed class RuleApiTests
{
    [Fact]
    public async Task A_created_rule_has_an_address_an_id_and_version_1_whatever_the_client_says()
    {
        await using RuleHost host = await RuleHost.StartAsync();

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, "/api/rules", Some.Rule() with { Version = 99 });

        AuditRule rule = await RuleHost.ReadAsync<AuditRule>(answer);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(1, rule.Version);
        Assert.Equal(7, rule.Id.Version);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal($"/api/rules/{rule.Id}", answer.Headers.Location!.ToString());
        AuditRule read = await RuleHost.ReadAsync<AuditRule>(await host.Http.GetAsync(answer.Headers.Location));
        Assert.Equal(rule.Name, read.Name);
        Assert.Equal(rule.Whom.Users, read.Whom.Users);
    }

    [Fact]
    public async Task A_reader_who_has_the_version_is_told_so()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/rules/{rule.Id}");
        request.Headers.Add("If-None-Match", "\"1\"");

        using HttpResponseMessage answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Creating_under_the_same_id_again_makes_no_second_rule()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = Some.Rule() with { Id = Guid.NewGuid() };
        Assert.Equal(rule.Id, (await host.CreateAsync(rule)).Id);

        using HttpResponseMessage again = await host.SendAsync(HttpMethod.Post, "/api/rules", rule);

        JsonElement problem = await ProblemAsync(again, HttpStatusCode.Conflict);
        Assert.Equal(rule.Id, problem.GetProperty("current").GetProperty("id").GetGuid());
        Assert.Equal(1, problem.GetProperty("currentVersion").GetInt64());
    }

    [Fact]
    public async Task The_list_is_by_name_and_can_be_filtered()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        await host.CreateAsync(Some.Rule("Vault"));
        await host.CreateAsync(Some.Rule("Garage"));
        await host.CreateAsync(Some.Rule("Old vault") with { Enabled = false });

        Assert.Equal(["Garage", "Old vault", "Vault"], await NamesAsync(host, ""));
        Assert.Equal(["Old vault", "Vault"], await NamesAsync(host, "?name=VAULT"));
        Assert.Equal(["Old vault"], await NamesAsync(host, "?enabled=false"));
        Assert.Equal(["Vault"], await NamesAsync(host, "?name=vault&enabled=true"));
        Assert.Equal(3, (await host.GetJsonAsync("/api/rules")).GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        string path = $"/api/rules/{rule.Id}";

        await ProblemAsync(await host.SendAsync(HttpMethod.Put, path, rule), HttpStatusCode.PreconditionRequired);
        await ProblemAsync(await host.SendAsync(HttpMethod.Delete, path, body: "{}"), HttpStatusCode.PreconditionRequired);

        using HttpResponseMessage changed = await host.SendAsync(HttpMethod.Put, path, rule with { Name = "Renamed", Version = 77 }, ifMatch: 1);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
        AuditRule current = await RuleHost.ReadAsync<AuditRule>(changed);
        Assert.Equal(("Renamed", 2L), (current.Name, current.Version));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("1")]
    [InlineData("W/\"1\"")]
    [InlineData("\"1\", \"2\"")]
    [InlineData("\"one\"")]
    public async Task An_If_Match_that_names_no_single_version_is_refused(string ifMatch)
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/rules/{rule.Id}") { Content = RuleHost.Body(rule) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);

        JsonElement problem = await ProblemAsync(await host.Http.SendAsync(request), HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty("If-Match", out _));
    }

    [Fact]
    public async Task An_outdated_change_is_answered_with_both_versions()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        string path = $"/api/rules/{rule.Id}";
        (await host.SendAsync(HttpMethod.Put, path, rule with { Name = "Hers" }, ifMatch: 1)).Dispose();

        JsonElement problem = await ProblemAsync(
            await host.SendAsync(HttpMethod.Put, path, rule with { Name = "His" }, ifMatch: 1), HttpStatusCode.PreconditionFailed);

        Assert.Equal("His", problem.GetProperty("yours").GetProperty("name").GetString());
        Assert.Equal(1, problem.GetProperty("yourVersion").GetInt64());
        Assert.Equal("Hers", problem.GetProperty("current").GetProperty("name").GetString());
        Assert.Equal(2, problem.GetProperty("currentVersion").GetInt64());
        await ProblemAsync(await host.SendAsync(HttpMethod.Delete, path, ifMatch: 1), HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Of_changes_at_the_same_time_exactly_one_wins()
    {
        await using RuleHost one = await RuleHost.StartAsync();
        await using RuleHost other = await RuleHost.StartAsync(one.Folder);
        AuditRule rule = await one.CreateAsync(Some.Rule());

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            (number % 2 == 0 ? one : other).SendAsync(HttpMethod.Put, $"/api/rules/{rule.Id}", rule with { Name = $"Number {number}" }, ifMatch: 1)));

        HttpResponseMessage winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        string name = (await RuleHost.ReadAsync<AuditRule>(winner)).Name;
        Assert.Equal(name, (await one.GetJsonAsync($"/api/rules/{rule.Id}")).GetProperty("name").GetString());
        Assert.Equal(2, (await one.GetJsonAsync($"/api/rules/{rule.Id}/history")).GetProperty("changes").GetArrayLength());
    }

    [Fact]
    public async Task The_history_says_who_when_and_what_also_of_a_deleted_rule()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        string path = $"/api/rules/{rule.Id}";
        (await host.SendAsync(HttpMethod.Put, path, rule with { Enabled = false }, ifMatch: 1)).Dispose();
        using HttpResponseMessage deleted = await host.SendAsync(HttpMethod.Delete, path, ifMatch: 2);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        JsonElement[] changes = [.. (await host.GetJsonAsync(path + "/history")).GetProperty("changes").EnumerateArray()];

        Assert.Equal(["deleted", "updated", "created"], changes.Select(change => change.GetProperty("kind").GetString()!));
        Assert.False(changes[0].TryGetProperty("current", out _));
        Assert.Equal((true, false), (changes[1].GetProperty("previous").GetProperty("enabled").GetBoolean(), changes[1].GetProperty("current").GetProperty("enabled").GetBoolean()));
        Assert.False(changes[2].TryGetProperty("previous", out _));
        Assert.All(changes, change =>
        {
            Assert.Equal("Test", change.GetProperty("actor").GetProperty("name").GetString());
            Assert.InRange(change.GetProperty("changedAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        });
    }

    [Fact]
    public async Task A_missing_rule_and_a_deleted_one_are_told_apart()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        (await host.SendAsync(HttpMethod.Delete, $"/api/rules/{rule.Id}", ifMatch: 1)).Dispose();
        var never = Guid.NewGuid();

        foreach ((HttpMethod method, string suffix) in new[] { (HttpMethod.Get, ""), (HttpMethod.Put, ""), (HttpMethod.Delete, ""), (HttpMethod.Get, "/catches") })
        {
            object? body = method == HttpMethod.Put ? Some.Rule() : null;
            JsonElement missing = await ProblemAsync(await host.SendAsync(method, $"/api/rules/{never}{suffix}", body, ifMatch: 1), HttpStatusCode.NotFound);
            Assert.Contains(never.ToString(), missing.GetProperty("detail").GetString(), StringComparison.Ordinal);
            await ProblemAsync(await host.SendAsync(method, $"/api/rules/{rule.Id}{suffix}", body, ifMatch: 1), HttpStatusCode.Gone);
        }

        await ProblemAsync(await host.SendAsync(HttpMethod.Get, $"/api/rules/{never}/history"), HttpStatusCode.NotFound);
        await ProblemAsync(await host.SendAsync(HttpMethod.Post, "/api/rules", rule), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_id_in_the_body_that_contradicts_the_address_is_refused()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());

        JsonElement problem = await ProblemAsync(
            await host.SendAsync(HttpMethod.Put, $"/api/rules/{rule.Id}", rule with { Id = Guid.NewGuid() }, ifMatch: 1), HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty("id", out _));
    }

    [Fact]
    public async Task The_routes_are_described_for_machines()
    {
        await using RuleHost host = await RuleHost.StartAsync();

        JsonElement paths = (await host.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");

        string[] operations =
        [
            .. paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
                .Where(operation => operation.Value.TryGetProperty("operationId", out _))
                .Select(operation => operation.Value.GetProperty("operationId").GetString()!).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "CreateAuditRule", "DeleteAuditRule", "ExplainAuditRule", "GetAuditRule", "GetAuditRuleHistory", "GetPolicyOfActor", "GetPolicyOfUser",
                "ImportAuditRules", "ListAuditRules", "ListSettings", "ReplaceAuditRule", "ValidateAuditRule",
            ],
            operations);
        JsonElement put = paths.GetProperty("/api/rules/{id}").GetProperty("put");
        Assert.True(put.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.True(put.GetProperty("responses").TryGetProperty("412", out _));
    }

    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        using (answer)
        {
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(expected == answer.StatusCode, $"{answer.StatusCode} instead of {expected}: {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            return JsonElement.Parse(text);
        }
    }

    private static async Task<string[]> NamesAsync(RuleHost host, string query) =>
        [.. (await host.GetJsonAsync("/api/rules" + query)).GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("name").GetString()!)];
}
