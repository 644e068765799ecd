using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Standalone.Scenarios;
using Auditor.Wire;

namespace Auditor.Standalone.Simulation;

/// <summary>Has a scenario's rules in force: saved over the rules API, as anybody would.</summary>
internal static class SiteRules
{
    /// <summary>Saves the scenario's rules. A rule that is there and says the same is left alone.</summary>
    /// <exception cref="ScenarioException">RuleService refuses a rule; the message names line and field.</exception>
    public static async Task SaveAsync(Scenario scenario, Uri api, ServiceCredential credential, bool replace, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = api };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential.Key.ToString());
        foreach (ScenarioRule declared in scenario.Rules)
        {
            string path = $"/api/rules/{declared.Rule.Id}";
            using HttpResponseMessage existing = await http.GetAsync(path, cancellation);
            if (existing.StatusCode == HttpStatusCode.NotFound)
            {
                using HttpResponseMessage created = await http.PostAsync("/api/rules", Body(declared.Rule), cancellation);
                await CheckAsync(declared, created, cancellation);
                continue;
            }

            if (existing.StatusCode == HttpStatusCode.Gone)
            {
                // Somebody deleted it, and its id is never used again. A demo leaves it at that; a scenario needs its rule.
                if (replace)
                {
                    using HttpResponseMessage anew = await http.PostAsync("/api/rules", Body(declared.Rule with { Id = Guid.CreateVersion7() }), cancellation);
                    await CheckAsync(declared, anew, cancellation);
                }

                continue;
            }

            AuditRule there = WireFormat.Deserialize<AuditRule>(await existing.Content.ReadAsByteArrayAsync(cancellation));
            if (!replace || WireFormat.SerializeToText(there with { Version = 0 }) == WireFormat.SerializeToText(declared.Rule with { Version = 0 }))
            {
                continue;
            }

            using var put = new HttpRequestMessage(HttpMethod.Put, path) { Content = Body(declared.Rule) };
            put.Headers.IfMatch.Add(existing.Headers.ETag!);
            using HttpResponseMessage saved = await http.SendAsync(put, cancellation);
            await CheckAsync(declared, saved, cancellation);
        }
    }

    private static ByteArrayContent Body(AuditRule rule) => new(WireFormat.Serialize(rule with { Version = 0 }))
    {
        Headers = { ContentType = new MediaTypeHeaderValue(WireFormat.ContentType) },
    };

    private static async Task CheckAsync(ScenarioRule declared, HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        if (problem.RootElement.TryGetProperty("errors", out JsonElement errors) && errors.EnumerateObject().FirstOrDefault() is { Name: { } field } first)
        {
            throw new ScenarioException(declared.Line, "rule." + field, first.Value[0].GetString() ?? "it is refused.");
        }

        string detail = problem.RootElement.TryGetProperty("detail", out JsonElement said) ? said.GetString() ?? "" : answer.StatusCode.ToString();
        throw new ScenarioException(declared.Line, "rule", detail);
    }
}
