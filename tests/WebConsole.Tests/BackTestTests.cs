using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Auditor.WebConsole.Tests;

/// <summary>Trying rules on the past is held against what was decided live: the demo's site has run under its rules from its first activity on.</summary>
public sealed class BackTestTests(ConsoleFixture console)
{
    [Fact]
    public async Task The_demo_s_rules_tried_on_its_log_match_the_entries_that_they_matched_live()
    {
        HttpClient http = console.Standalone.Http;
        JsonNode[] rules = [.. (await http.GetFromJsonAsync<JsonNode>("/api/rules"))!["rules"]!.AsArray().Where(rule => rule!["version"]!.GetValue<long>() == 1
            && rule["name"]!.GetValue<string>() is "Operators say why" or "Staff areas at night" or "Old footage (trial)").Select(rule => rule!)];
        Assert.Equal(3, rules.Length);
        // What came in the last seconds may still be on its way.
        DateTimeOffset to = DateTimeOffset.UtcNow.AddSeconds(-5);
        string period = $"from={Uri.EscapeDataString(to.AddDays(-1).ToString("O"))}&to={Uri.EscapeDataString(to.ToString("O"))}";

        foreach (JsonNode rule in rules)
        {
            JsonNode tried = await TryAsync(http, rule, to);
            JsonNode live = (await http.GetFromJsonAsync<JsonNode>($"/api/audit/counts?rule={rule["id"]}&{period}"))!;

            Assert.True(live["total"]!.GetValue<long>() > 0, $"{rule["name"]} has matched nothing.");
            Assert.Equal((rule["name"]!.GetValue<string>(), live["total"]!.GetValue<long>()), (rule["name"]!.GetValue<string>(), tried["result"]!["matched"]!.GetValue<long>()));
            foreach (JsonNode? example in tried["result"]!["examples"]!.AsArray())
            {
                JsonNode entry = (await http.GetFromJsonAsync<JsonNode>($"/api/audit/entries/{example!["entryId"]}"))!;
                Assert.Contains(entry["rules"]!.AsArray(), matched => matched!["id"]!.GetValue<string>() == rule["id"]!.GetValue<string>());
            }
        }
    }

    private static async Task<JsonNode> TryAsync(HttpClient http, JsonNode rule, DateTimeOffset to)
    {
        using HttpResponseMessage taken = await http.PostAsJsonAsync("/api/audit/back-tests", new { rule, from = to.AddDays(-1), to });
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
        DateTime until = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            JsonNode test = (await http.GetFromJsonAsync<JsonNode>(taken.Headers.Location))!;
            if (test["endedAt"] is not null)
            {
                Assert.Equal("done", test["state"]!.GetValue<string>());
                return test;
            }

            Assert.True(DateTime.UtcNow < until, "It does not end.");
            await Task.Delay(100);
        }
    }
}
