using System.Net;
using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.RuleService.Tests;

/// <summary>A rule with a mistake in it is refused, and the mistake is named: nothing may weaken a rule unseen.</summary>
public sealed class RuleStrictnessTests
{
    [Theory]
    [InlineData("""{"name":"a","enabledd":false}""", "enabledd")]
    [InlineData("""{"name":"a","whom":{"everybody":true}}""", "whom.everybody")]
    [InlineData("""{"name":"a","whom":{"everyone":true},"predefinedReasons":[{"text":"x","activity":["export"]}]}""", "predefinedReasons[0].activity")]
    [InlineData("""{"name":"a","conditions":{"schedule":{"timezone":"UTC"}}}""", "conditions.schedule.timezone")]
    [InlineData("""{"Name":"a"}""", "Name")]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":"a","whom":null}""", "whom")]
    [InlineData("""{"name":"a","whom":{"users":null}}""", "whom.users")]
    [InlineData("""{"name":"a","whom":{"users":[null]}}""", "whom.users[0]")]
    [InlineData("""{"name":"a","whom":{"users":{}}}""", "whom.users")]
    [InlineData("""{"name":"a","whom":[]}""", "whom")]
    [InlineData("""{"name":"a","notificationChannels":[null]}""", "notificationChannels[0]")]
    [InlineData("""{"name":"a","mode":"ghost"}""", "mode")]
    [InlineData("""{"name":"a","mode":1}""", "mode")]
    [InlineData("""{"name":"a","enabled":"yes"}""", "enabled")]
    [InlineData("""{"name":"a","enabled":null}""", "enabled")]
    [InlineData("""{"name":"a","conditions":{"footageOlderThanMinutes":"old"}}""", "conditions.footageOlderThanMinutes")]
    [InlineData("""{"name":"a","id":"no guid"}""", "id")]
    [InlineData("""{"name":"","whom":{"everyone":true}}""", "name")]
    [InlineData("""{"name":"a","whom":{"everyone":true},"conditions":{"schedule":{"timeZone":"Mars/Olympus","windows":[{"days":["monday"]}]}}}""", "conditions.schedule.timeZone")]
    [InlineData("""{"name":"a","enabled":true,"enabled":false}""", "enabled")]
    [InlineData("""{"name":"a",}""", "body")]
    [InlineData("""{"name":"\ud800","whom":{"everyone":true}}""", "name")]
    [InlineData("""{"name":"a","\ud800":1}""", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("", "body")]
    public async Task A_mistake_is_refused_and_named(string body, string field)
    {
        await using RuleHost host = await RuleHost.StartAsync();

        JsonElement problem = await RuleApiTests.ProblemAsync(await host.SendAsync(HttpMethod.Post, "/api/rules", body), HttpStatusCode.BadRequest);

        JsonElement errors = problem.GetProperty("errors");
        Assert.True(errors.TryGetProperty(field, out JsonElement messages), $"no '{field}' in {errors}");
        Assert.NotEmpty(messages[0].GetString()!);
        Assert.Equal(0, (await host.GetJsonAsync("/api/rules")).GetProperty("revision").GetInt64());
        JsonElement validation = JsonElement.Parse(await (await host.SendAsync(HttpMethod.Post, "/api/rules/validate", body)).Content.ReadAsStringAsync());
        Assert.False(validation.GetProperty("valid").GetBoolean());
        Assert.Contains(field, validation.GetProperty("problems").EnumerateArray().Select(found => found.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        await using RuleHost host = await RuleHost.StartAsync();

        JsonElement problem = await RuleApiTests.ProblemAsync(
            await host.SendAsync(HttpMethod.Post, "/api/rules", """{"nmae":"a","whom":{"user":[]},"mode":"gost"}"""), HttpStatusCode.BadRequest);

        Assert.Equal(["nmae", "whom.user", "mode"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Contains("allowed are live, shadow", problem.GetProperty("errors").GetProperty("mode")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_absent_may_be_null_and_a_valid_rule_is_called_valid()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        const string Rule = """
            {"name":"a","whom":{"everyone":true,"users":[{"sid":null,"name":"anna"}]},"conditions":{"schedule":null,"exportLongerThanMinutes":null},
             "reasonPolicy":{"caseNumberPattern":null},"playback":{"prompt":true}}
            """;

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, "/api/rules/validate", Rule);

        Assert.Equal("""{"valid":true,"problems":[]}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, (await host.GetJsonAsync("/api/rules")).GetProperty("revision").GetInt64());
        await host.CreateAsync(System.Text.Json.JsonSerializer.Deserialize<AuditRule>(Rule, Wire.WireFormat.Options)!);
    }
}
