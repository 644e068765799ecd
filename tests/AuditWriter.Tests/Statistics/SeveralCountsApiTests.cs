using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Auditor.AuditWriter.Tests.Statistics;

/// <summary>Several counts in one question.</summary>
public sealed class SeveralCountsApiTests
{
    private const string All = "/api/audit/statistics?zone=Europe/Berlin&resource=SCHEME";

    [Fact]
    public async Task Each_is_answered_as_if_it_were_asked_alone_and_all_are_one_entry()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        await StatisticsApiTests.ReportAsync(host, "2026-03-20T12:30:00Z", "SCHEME", "CREATE");
        await StatisticsApiTests.ReportAsync(host, "2026-03-21T12:30:00Z", "SCHEME", "CREATE");
        await StatisticsApiTests.ReportAsync(host, "2026-03-22T12:30:00Z", "FIRMWARE", "ADD");

        JsonNode all = await GetAsync(host, All
            + Ask("mine", "counts?by=resource,actor&most=3") + Ask("others", "counts?by=resource&resource=FIRMWARE")
            + Ask("time", "series?by=action&every=hour") + Ask("hours", "hours") + Ask("again", "repeats?most=5") + Ask("words", "reasons"));

        Assert.Equal(["mine", "others", "time", "hours", "again", "words"], all.AsObject().Select(one => one.Key));
        foreach ((string name, string alone) in new[]
        {
            ("mine", "counts?resource=SCHEME&by=resource,actor&most=3"), ("others", "counts?resource=FIRMWARE&by=resource"), ("time", "series?resource=SCHEME&zone=Europe/Berlin&by=action&every=hour"),
            ("hours", "hours?resource=SCHEME&zone=Europe/Berlin"), ("again", "repeats?resource=SCHEME&zone=Europe/Berlin&most=5"), ("words", "reasons?resource=SCHEME"),
        })
        {
            Assert.Equal((await GetAsync(host, "/api/audit/" + alone)).ToJsonString(), all[name]!.ToJsonString());
        }

        Assert.Equal((2, 1), (all["mine"]!["total"]!.GetValue<int>(), all["others"]!["total"]!.GetValue<int>()));
        JsonNode reads = await GetAsync(host, "/api/audit/entries?resource=AUDIT_LOG&action=READ&order=oldest");
        Assert.Single(reads["entries"]!.AsArray(), entry => entry!["additionalMetadata"]!.ToJsonString().Contains("/api/audit/statistics", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "ask", "1 to 16 times")]
    [InlineData("&ask=counts", "ask", "'counts' is not NAME:KIND?PARAMETERS")]
    [InlineData("&ask=a:entries", "ask", "one of counts, series, hours, repeats, reasons")]
    [InlineData("&ask=a1:counts", "ask", "letters")]
    [InlineData("&ask=a:counts&ask=a:hours", "ask", "a name of its own")]
    [InlineData("&ask=a:counts&ask=b:counts%3Fby%3Dshoe", "by", "'shoe' is not one of")]
    [InlineData("&ask=a:counts%3Fby%3Dshoe", "by", "(asked as 'a')")]
    [InlineData("&ask=a:series%3Fevery%3Dsecond", "every", "(asked as 'a')")]
    [InlineData("&ask=a:counts&colour=red", "colour", "(asked as 'a')")]
    public async Task What_cannot_be_understood_is_refused_by_name_and_no_entry(string query, string field, string words)
    {
        await using WriterHost host = await WriterHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.GetAsync(new Uri(All + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonNode problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Contains(words, problem["errors"]![field]!.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seventeen_are_too_many()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.GetAsync(new Uri(All + string.Concat(Enumerable.Range(0, 17).Select(i => Ask(new string('a', i + 1), "counts"))), UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static string Ask(string name, string question) => "&ask=" + Uri.EscapeDataString($"{name}:{question}");

    private static async Task<JsonNode> GetAsync(WriterHost host, string path)
    {
        using HttpResponseMessage answer = await host.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
