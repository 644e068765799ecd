using System.Net;
using System.Text.Json;
using Auditor.Contracts;

namespace Auditor.RuleService.Tests;

public sealed class RuleQuestionsTests
{
    [Fact]
    public async Task Which_rules_apply_to_me_and_what_do_they_ask()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        await host.CreateAsync(Some.Rule("A vault") with { Cameras = new CameraScope { Specified = true, Cameras = [new CameraRef { Id = "c1" }] } });
        await host.CreateAsync(Some.Rule("B by role") with
        {
            Whom = new Whom { Roles = [new RoleRef { Name = "Operators" }] },
            ReasonPolicy = new ReasonPolicy { MinimumLength = 12 },
            PredefinedReasons = [new PredefinedReason { Text = "Police", Activities = [ActivityType.Playback, ActivityType.Export] }],
        });
        await host.CreateAsync(Some.Rule("C somebody else's") with { Whom = new Whom { Users = [new UserRef { Name = "bob" }] } });

        using HttpResponseMessage posted = await host.SendAsync(HttpMethod.Post, "/api/rules/policy", Some.Anna);
        JsonElement byActor = JsonElement.Parse(await posted.Content.ReadAsStringAsync());
        JsonElement byQuery = await host.GetJsonAsync("/api/rules/policy?user=corp%5Canna&role=Viewers&role=operators");

        Assert.Equal(["A vault", "B by role"], byActor.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("name").GetString()!));
        JsonElement prompt = Assert.Single(byActor.GetProperty("prompts").EnumerateArray());
        Assert.Equal("playback", prompt.GetProperty("activity").GetString());
        Assert.Equal(["Incident", "Police"], prompt.GetProperty("predefinedReasons").EnumerateArray().Select(reason => reason.GetString()!));
        Assert.Equal(12, prompt.GetProperty("policy").GetProperty("minimumLength").GetInt32());
        Assert.True(JsonElement.DeepEquals(byActor, byQuery));
    }

    [Fact]
    public async Task A_policy_of_nobody_is_refused()
    {
        await using RuleHost host = await RuleHost.StartAsync();

        await RuleApiTests.ProblemAsync(await host.SendAsync(HttpMethod.Get, "/api/rules/policy"), HttpStatusCode.BadRequest);
        await RuleApiTests.ProblemAsync(await host.SendAsync(HttpMethod.Post, "/api/rules/policy", "{}"), HttpStatusCode.BadRequest);
        await RuleApiTests.ProblemAsync(await host.SendAsync(HttpMethod.Post, "/api/rules/policy", """{"user":"anna"}"""), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("user=CORP%5Canna", true, "The rule names the user 'anna'.")]
    [InlineData("user=CORP%5Cbob&role=Guards", true, "The rule names the role 'Guards', which this user holds.")]
    [InlineData("sid=S-1-5-21-9", true, "The rule names the user with SID S-1-5-21-9.")]
    [InlineData("user=CORP%5Canna&role=Management", false, "The rule excludes the role 'Management', which this user holds.")]
    [InlineData("user=chief&role=Guards", false, "The rule excludes the user 'chief'.")]
    [InlineData("user=bob", false, "The rule is for the user 'anna', the user with SID S-1-5-21-9 and the role 'Guards', except the user 'chief' and the role 'Management'. This user is none of them.")]
    public async Task Why_a_rule_catches_a_user_or_not(string query, bool catches, string because)
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule() with
        {
            Whom = new Whom
            {
                Users = [new UserRef { Name = "anna" }, new UserRef { Sid = "S-1-5-21-9" }],
                Roles = [new RoleRef { Name = "Guards" }],
                ExcludedUsers = [new UserRef { Name = "chief" }],
                ExcludedRoles = [new RoleRef { Name = "Management" }],
            },
        });

        JsonElement answer = await host.GetJsonAsync($"/api/rules/{rule.Id}/catches?{query}");

        Assert.Equal((catches, because), (answer.GetProperty("catches").GetBoolean(), answer.GetProperty("because").GetString()));
    }

    [Fact]
    public async Task Whom_a_rule_catches_in_words()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule everyone = await host.CreateAsync(Some.Rule("e") with { Whom = new Whom { Everyone = true, ExcludedUsers = [new UserRef { Name = "chief" }] } });
        AuditRule disabled = await host.CreateAsync(Some.Rule("d") with { Enabled = false });
        AuditRule shadow = await host.CreateAsync(Some.Rule("s") with { Mode = RuleMode.Shadow });

        Assert.Equal("""{"because":"Everyone, except the user 'chief'."}""", (await host.GetJsonAsync($"/api/rules/{everyone.Id}/catches")).GetRawText());
        JsonElement off = await host.GetJsonAsync($"/api/rules/{disabled.Id}/catches?user=corp%5Canna");
        Assert.False(off.GetProperty("catches").GetBoolean());
        Assert.EndsWith("But the rule is disabled, so it catches nobody now.", off.GetProperty("because").GetString(), StringComparison.Ordinal);
        JsonElement silent = await host.GetJsonAsync($"/api/rules/{shadow.Id}/catches?user=corp%5Canna");
        Assert.True(silent.GetProperty("catches").GetBoolean());
        Assert.EndsWith("It is a shadow rule: matches are recorded, nothing is demanded.", silent.GetProperty("because").GetString(), StringComparison.Ordinal);
    }
}
