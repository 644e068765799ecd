using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Auditor.AuditWriter.Tests.Statistics;

/// <summary>Counts and filters over HTTP.</summary>
public sealed class StatisticsApiTests
{
    [Fact]
    public async Task A_series_has_every_step_and_splits_them()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        await ReportAsync(host, "2026-03-20T23:30:00Z", "SCHEME", "CREATE");
        await ReportAsync(host, "2026-03-23T08:00:00Z", "FIRMWARE", "ADD");

        JsonNode series = await GetAsync(host, "/api/audit/series?resource=SCHEME&resource=FIRMWARE&every=day&zone=Europe/Berlin&by=resource&from=2026-03-20T00:00:00Z&to=2026-03-24T00:00:00Z");

        Assert.Equal(2, series["total"]!.GetValue<int>());
        Assert.Equal([0, 1, 0, 1, 0], series["steps"]!.AsArray().Select(step => step!["count"]!.GetValue<int>()));
        Assert.Equal("2026-03-19T23:00:00Z", series["steps"]![0]!["start"]!.GetValue<string>());
        int firmware = series["values"]!.AsArray().Select(value => value!["value"]!.GetValue<string>()).ToList().IndexOf("FIRMWARE");
        Assert.Equal(1, series["steps"]![3]!["by"]![firmware]!.GetValue<int>());
    }

    [Fact]
    public async Task Without_a_time_a_series_is_as_long_as_what_matches()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        Assert.Empty((await GetAsync(host, "/api/audit/series?resource=SCHEME"))["steps"]!.AsArray());
        await ReportAsync(host, "2026-03-20T10:30:00Z", "SCHEME", "CREATE");
        await ReportAsync(host, "2026-03-20T12:10:00Z", "SCHEME", "CREATE");

        JsonNode series = await GetAsync(host, "/api/audit/series?resource=SCHEME");

        Assert.Equal("minute", series["every"]!.GetValue<string>());
        Assert.Equal(101, series["steps"]!.AsArray().Count);
        series = await GetAsync(host, "/api/audit/series?resource=SCHEME&every=hour");
        Assert.Equal([1, 0, 1], series["steps"]!.AsArray().Select(step => step!["count"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Hours_of_the_week_are_those_that_the_filter_of_the_log_takes()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        await ReportAsync(host, "2026-03-20T12:30:00Z", "SCHEME", "CREATE");

        JsonNode hours = await GetAsync(host, "/api/audit/hours?resource=SCHEME&zone=Europe/Berlin");

        Assert.Equal(1, hours["hours"]![(4 * 24) + 13]!.GetValue<int>());
        Assert.Single((await GetAsync(host, "/api/audit/entries?resource=SCHEME&zone=Europe/Berlin&hours=fri%2013-14"))["entries"]!.AsArray());
        Assert.Empty((await GetAsync(host, "/api/audit/entries?resource=SCHEME&zone=Europe/Berlin&hours=not%20fri%2013-14"))["entries"]!.AsArray());
    }

    [Theory]
    [InlineData("series?by=camera", "by")]
    [InlineData("series?by=actor,resource", "by")]
    [InlineData("series?every=second", "every")]
    [InlineData("series?every=hour&from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "every")]
    [InlineData("series?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    [InlineData("hours?zone=Nowhere/Land", "zone")]
    [InlineData("entries?hours=monday", "hours")]
    [InlineData("entries?reasonState=none", "reasonState")]
    [InlineData("entries?resource=PLAYBACK&resource=NONSENSE", "resource")]
    [InlineData("entries?rule=x&rule=y", "rule")]
    [InlineData("entries?tenant=a&tenant=b", "tenant")]
    [InlineData("entries?actor=", "actor")]
    [InlineData("repeats?most=201", "most")]
    [InlineData("names", "of")]
    public async Task What_cannot_be_counted_is_refused_by_name(string path, string field)
    {
        await using WriterHost host = await WriterHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.GetAsync("/api/audit/" + path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![field]);
    }

    [Fact]
    public async Task A_field_has_at_most_twenty_values()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        string actors = string.Join('&', Enumerable.Range(0, 21).Select(i => $"actor=a{i}"));

        using HttpResponseMessage all = await host.Http.GetAsync("/api/audit/entries?" + actors);
        using HttpResponseMessage twenty = await host.Http.GetAsync("/api/audit/entries?" + actors[..actors.LastIndexOf('&')]);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (all.StatusCode, twenty.StatusCode));
    }

    [Fact]
    public async Task An_export_takes_the_same_filter_with_several_values()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        await ReportAsync(host, "2026-03-20T12:30:00Z", "SCHEME", "CREATE");
        await ReportAsync(host, "2026-03-20T12:30:00Z", "FIRMWARE", "ADD");

        using HttpResponseMessage made = await host.Http.PostAsJsonAsync("/api/audit/exports", new { format = "csv", resource = new[] { "SCHEME", "FIRMWARE" }, zone = "Europe/Berlin", hours = "fri 13-14" });
        JsonNode export = JsonNode.Parse(await made.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(2, export["count"]!.GetValue<int>());
        Assert.Equal("SCHEME, FIRMWARE", export["filter"]!["resource"]!.GetValue<string>());
    }

    private static async Task<JsonNode> GetAsync(WriterHost host, string path) => JsonNode.Parse(await host.Http.GetStringAsync(path))!;

    internal static async Task ReportAsync(WriterHost host, string at, string resource, string action)
    {
        object metadata = resource == "SCHEME" ? new { tenantName = "T", schemeName = "S" } : new { tenantName = "T", schemeName = "S", firmwareName = "F" };
        using HttpResponseMessage told = await host.Http.PostAsJsonAsync("/api/audit/changes", new
        {
            auditableResource = resource, auditableAction = action, actor = new { type = "USER", name = "anna" }, occurredAt = at, additionalMetadata = metadata, resourceName = "x",
        });
        Assert.True(told.IsSuccessStatusCode, await told.Content.ReadAsStringAsync());
    }
}
