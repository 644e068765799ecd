using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Auditor.WebConsole.Tests;

/// <summary>Rules that tests need, made by the API.</summary>
internal static class TriedRules
{
    private static readonly SemaphoreSlim One = new(1);
    private static Guid _watched;

    /// <summary>A rule with a history, in shadow for everyone, that has matched something.</summary>
    public static async Task<Guid> WatchedAsync(StandaloneProcess standalone)
    {
        await One.WaitAsync();
        try
        {
            if (_watched == Guid.Empty)
            {
                JsonObject rule = Rule("Quay 3, نوبة الليل: everybody who looks at recordings by night", "shadow");
                rule["whom"] = new JsonObject { ["everyone"] = true, ["excludedUsers"] = new JsonArray(new JsonObject { ["name"] = "HARBOUR\\chief" }) };
                (Guid id, _) = await MakeAsync(standalone, rule);
                rule["predefinedReasons"] = new JsonArray(new JsonObject { ["text"] = "Police request", ["activities"] = new JsonArray("playback", "export") });
                rule["reasonPolicy"] = new JsonObject { ["minimumLength"] = 10, ["answerValidMinutes"] = 15, ["declineAllowed"] = false };
                await ChangeAsync(standalone, id, 1, rule);
                await UntilMatchedAsync(standalone, id);
                _watched = id;
            }

            return _watched;
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>For a user who does not exist, so that it disturbs nobody.</summary>
    public static JsonObject Rule(string name, string mode = "live") => new()
    {
        ["name"] = name,
        ["mode"] = mode,
        ["whom"] = new JsonObject { ["users"] = new JsonArray(new JsonObject { ["name"] = "HARBOUR\\nobody" }) },
        ["playback"] = new JsonObject { ["prompt"] = true },
    };

    public static async Task<(Guid Id, long Version)> MakeAsync(StandaloneProcess standalone, JsonObject rule)
    {
        using HttpResponseMessage made = await standalone.Http.PostAsJsonAsync("/api/rules", rule);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        JsonNode saved = (await made.Content.ReadFromJsonAsync<JsonNode>())!;
        return (saved["id"]!.GetValue<Guid>(), saved["version"]!.GetValue<long>());
    }

    public static async Task ChangeAsync(StandaloneProcess standalone, Guid id, long version, JsonObject rule)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/rules/{id}") { Content = JsonContent.Create(rule) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        using HttpResponseMessage changed = await standalone.Http.SendAsync(request);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
    }

    /// <summary>The demo's site goes on all the time.</summary>
    public static async Task UntilMatchedAsync(StandaloneProcess standalone, Guid rule)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(120);
        while ((await standalone.Http.GetFromJsonAsync<JsonNode>($"/api/audit/counts?rule={rule}"))!["total"]!.GetValue<long>() == 0)
        {
            Assert.True(DateTime.UtcNow < until, "The rule has not matched anything.");
            await Task.Delay(300);
        }
    }
}
