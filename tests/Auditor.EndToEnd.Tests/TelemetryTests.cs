using System.Net.Http.Headers;
using System.Text;
using Auditor.Contracts;

namespace Auditor.EndToEnd.Tests;

/// <summary>What a platform engineer sees: one trace from the plugin's activity to its delivered outcome, metrics, logs without people in them.</summary>
public sealed class TelemetryTests
{
    private const string Rule = """{"name":"Gates","whom":{"everyone":true},"playback":{"prompt":false,"trigger":true}}""";

    [Fact]
    public async Task One_trace_goes_from_the_workstation_to_the_delivered_outcome()
    {
        using var collector = new Collector();
        await using WholeWay way = await WholeWay.StartAsync();
        using (var body = new StringContent(Rule, Encoding.UTF8, new MediaTypeHeaderValue("application/json")))
        {
            using HttpResponseMessage saved = await way.Rules.Http.PostAsync("/api/rules", body);
            Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        }

        await using var site = new PluginSite(way);
        await site.EventServer.StartAsync();
        ActivityObserved activity = Activities.Make(1)[0] with { Actor = new Actor { Name = @"HARBOUR\telltale", DisplayName = "Tell Tale" } };
        await site.SendAsync(activity);

        string trace = activity.ActivityId.ToString("N");
        string[] steps = ["observed", "auditor.rule-service.activities receive", "auditor.audit-writer.decisions receive", "auditor.audit-writer.outcomes receive"];
        await Wait.UntilAsync(
            "the whole way in one trace",
            () => Task.FromResult(steps.Except(collector.Spans.Where(span => span.TraceId == trace).Select(span => span.Name)).ToArray() is []),
            () => string.Join('\n', collector.Spans.Distinct()));

        string[] measured = ["auditor.activities.accepted", "auditor.entries.appended", "auditor.append.duration", "auditor.log.size", "auditor.checkpoint.age", "auditor.failed_appends", "auditor.spool.depth"];
        await Wait.UntilAsync(
            "the measurements", () => Task.FromResult(measured.All(name => collector.Holds("/v1/metrics", name))),
            () => string.Join(", ", measured.Where(name => !collector.Holds("/v1/metrics", name))));
        foreach (string signal in (string[])["/v1/traces", "/v1/metrics", "/v1/logs"])
        {
            Assert.True(collector.Holds(signal, "Auditor.AuditWriter"), $"{signal} does not say who it is from.");
            Assert.False(collector.Holds(signal, "telltale") || collector.Holds(signal, "Tell Tale"), $"{signal} tells who it was.");
            Assert.False(collector.Holds(signal, "Camera 1"), $"{signal} tells which camera.");
        }

        Assert.DoesNotContain("telltale", way.Rules.Output + way.Writer.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_collector_that_is_no_url_ends_the_start_with_the_key()
    {
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317x");
        try
        {
            await using Broker broker = await Broker.CreateAsync();
            string folder = Directory.CreateTempSubdirectory("auditor-e2e-").FullName;
            InvalidOperationException problem = await Assert.ThrowsAsync<InvalidOperationException>(() => ServiceProcess.StartAsync("Services/AuditWriter", folder, broker));
            Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", problem.Message, StringComparison.Ordinal);
            Directory.Delete(folder, recursive: true);
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
        }
    }
}
