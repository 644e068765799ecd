using System.Net;
using System.Text.Json;
using Auditor.Storage;

namespace Auditor.RuleService.Tests;

public sealed class RuleImportTests
{
    private const string Rules = """
        [{"name":"Night shift","properties":{"UserNames":"CORP\\anna;bob","PromptExport":"No","PredefinedReasons":"Incident|P,E","Colour":"red"}},
         {"name":"Nobody","properties":{"UserNames":""}},
         {"name":"night SHIFT","properties":{"UserNames":"eve"}}]
        """;

    [Fact]
    public async Task A_dry_run_says_what_would_be_saved_and_saves_nothing()
    {
        await using RuleHost host = await RuleHost.StartAsync();

        JsonElement[] rules = await ImportAsync(host, save: false);

        Assert.Equal(["CORP\\anna", "bob"], rules[0].GetProperty("rule").GetProperty("whom").GetProperty("users").EnumerateArray().Select(user => user.GetProperty("name").GetString()!));
        Assert.Equal("Colour", rules[0].GetProperty("warnings")[0].GetProperty("field").GetString());
        Assert.Empty(rules[0].GetProperty("problems").EnumerateArray());
        Assert.NotEmpty(rules[1].GetProperty("problems").EnumerateArray());
        Assert.Equal("name", Assert.Single(rules[2].GetProperty("problems").EnumerateArray()).GetProperty("field").GetString());
        Assert.All(rules, rule => Assert.False(rule.TryGetProperty("savedId", out _)));
        Assert.Equal(0, (await host.GetJsonAsync("/api/rules")).GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task What_is_in_order_is_saved_and_importing_again_saves_nothing_twice()
    {
        await using RuleHost host = await RuleHost.StartAsync();

        JsonElement[] first = await ImportAsync(host, save: true);
        JsonElement[] second = await ImportAsync(host, save: true);

        Guid saved = first[0].GetProperty("savedId").GetGuid();
        Assert.Equal("Night shift", (await host.GetJsonAsync($"/api/rules/{saved}")).GetProperty("name").GetString());
        Assert.False(second[0].TryGetProperty("savedId", out _));
        Assert.Equal(saved, second[0].GetProperty("existingId").GetGuid());
        Assert.Equal(1, (await host.GetJsonAsync("/api/rules")).GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task A_store_that_fails_half_way_is_reported_for_the_rules_that_were_not_saved()
    {
        var store = new FlakyRuleStore(await SqliteAuditRuleStore.OpenAsync(Path.Combine(RuleHost.NewFolder(), "rules.db"), default)) { ChangesLeft = 1 };
        await using RuleHost host = await RuleHost.StartAsync(store: store);
        const string Two = """{"save":true,"rules":[{"name":"a","properties":{"UserNames":"anna"}},{"name":"b","properties":{"UserNames":"bob"}}]}""";

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, "/api/rules/import", Two);
        JsonElement rules = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("rules");

        Assert.True(rules[0].TryGetProperty("savedId", out _));
        Assert.False(rules[1].TryGetProperty("savedId", out _));
        Assert.Contains("not saved", Assert.Single(rules[1].GetProperty("problems").EnumerateArray()).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "rules")]
    [InlineData("""{"rules":[],"save":true}""", "rules")]
    [InlineData("""{"rules":[{"name":"a","property":{}}]}""", "rules[0].property")]
    [InlineData("""{"rules":[{"name":"a","properties":null}]}""", "rules[0].properties")]
    [InlineData("""{"rules":[{"name":"a","properties":{"UserNames":null}}]}""", "rules[0].properties.UserNames")]
    [InlineData("""{"rules":[null]}""", "rules[0]")]
    public async Task A_mistake_in_the_request_is_named(string body, string field)
    {
        await using RuleHost host = await RuleHost.StartAsync();

        JsonElement problem = await RuleApiTests.ProblemAsync(await host.SendAsync(HttpMethod.Post, "/api/rules/import", body), HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
    }

    private static async Task<JsonElement[]> ImportAsync(RuleHost host, bool save)
    {
        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, "/api/rules/import", $$"""{"rules":{{Rules}},"save":{{(save ? "true" : "false")}}}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("rules").EnumerateArray()];
    }
}
