using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Rules;
using Auditor.Standalone.Scenarios;
using Auditor.Wire;
using MassTransit;

namespace Auditor.Standalone.Simulation;

/// <summary>Plays a scenario against a running host: rules over its HTTP API, activities over its bus, policy by request.</summary>
internal sealed class ScenarioPlayer(Scenario scenario, Uri api, ServiceCredential credential, IBus bus, IRequestClient<OperatorPolicyRequested> policies)
{
    private readonly Dictionary<string, OperatorSession> _sessions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Saves the scenario's rules. A rule that is there and says the same is left alone.</summary>
    /// <exception cref="ScenarioException">RuleService refuses a rule; the message names line and field.</exception>
    public async Task SaveRulesAsync(bool replace, CancellationToken cancellation)
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

    /// <summary>The activities of one step, as the operator's client would observe them.</summary>
    public async Task<IReadOnlyList<ActivityObserved>> PerformAsync(ScenarioStep step, CancellationToken cancellation)
    {
        (Actor actor, SiteRef site) = scenario.Users[step.User];
        if (!_sessions.TryGetValue(step.User, out OperatorSession? session) || step.Do == StepVerb.StartClient)
        {
            _sessions[step.User] = session = new OperatorSession(actor, site, scenario.Cameras);
        }

        RuleBook policy = step.Do is StepVerb.EnterPlayback or StepVerb.EnterExport or StepVerb.EnableIndependentPlayback
            ? await PolicyAsync(actor, cancellation)
            : RuleBook.Empty;
        return session.Perform(step, policy);
    }

    /// <summary>Reports an activity; returns when the bus has it.</summary>
    public Task ReportAsync(ActivityObserved activity, CancellationToken cancellation) => bus.Publish(activity, cancellation);

    private async Task<RuleBook> PolicyAsync(Actor actor, CancellationToken cancellation)
    {
        Response<OperatorPolicy> answer = await policies.GetResponse<OperatorPolicy>(new OperatorPolicyRequested { Actor = actor }, cancellation);
        return RuleBook.Compile([.. answer.Message.Rules], answer.Message.Revision);
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
