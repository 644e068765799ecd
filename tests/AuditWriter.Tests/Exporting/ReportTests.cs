using System.Text;
using System.Text.RegularExpressions;
using Auditor.AuditWriter.Exporting;
using Auditor.AuditWriter.Tests.Sequencing;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>The page for people.</summary>
public sealed partial class ReportTests
{
    [Fact]
    public async Task It_says_who_watched_what_when_and_why()
    {
        string html = await ReportAsync(
            new Export
            {
                Filter = new Dictionary<string, string> { ["camera"] = "Entrance", ["from"] = "2026-03-20T00:00:00Z" },
                Zone = "Europe/Copenhagen",
                RequestedBy = new Actor { Name = "judge", DisplayName = "Judge Holm" },
                RequestedAt = Watched.Noon,
            },
            Watched.At(0),
            Watched.At(1) with { AuditableAction = AuditableActions.Act, AdditionalMetadata = new JsonText("""{"playback":{"verb":"PlayReverse"}}""") },
            Watched.At(2) with { AuditableResource = AuditableResources.Export, AuditableAction = AuditableActions.Complete, Cameras = [new CameraRef { Name = "Vault" }] });

        string text = Spaces().Replace(Tags().Replace(html[html.IndexOf("<body>", StringComparison.Ordinal)..], " "), " ");
        foreach (string words in (string[])["Opened playback of recordings", "Used the playback controls: played backward", "Exported recordings", "Anna Kern", @"CORP\anna",
            "WS-7", "Burglary, case 2026-0042", "2026-03-20 13:00:00", "2026-03-19 13:00:00", "Judge Holm (judge)", "camera: Entrance", "occurred at or after", "Succeeded", "Europe/Copenhagen"])
        {
            Assert.Contains(words, System.Net.WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_in_an_entry_becomes_part_of_the_page()
    {
        const string Evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
        string html = await ReportAsync(
            new Export { Filter = new Dictionary<string, string> { ["actor"] = Evil }, RequestedBy = new Actor { Name = Evil } },
            Watched.At(0) with
            {
                Actor = new Actor { Name = Evil, DisplayName = Evil, Workstation = Evil, Type = Evil },
                Cameras = [new CameraRef { Name = Evil }],
                Reason = Evil,
                Result = Evil,
                AuditableResource = Evil,
                AuditableAction = Evil,
            },
            Watched.At(1) with { Cameras = [], Target = new Target { Name = Evil } });

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<[^>]*\\s(src|href|on[a-z]+)=|url\\(|@import", html);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_another_direction_turn_only_themselves()
    {
        string html = await ReportAsync(new Export(), Watched.At(0) with { Actor = new Actor { Name = "محمد \u202e evil" }, Reason = "חקירה 12" });

        Assert.Contains("<bdi>محمد ", html, StringComparison.Ordinal);
        Assert.Contains("<bdi>חקירה 12</bdi>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_ends_and_says_where_the_rest_is()
    {
        string html = await ReportAsync(new Export(), Watched.Many(EvidenceReport.MostRows + 5));

        Assert.Equal(EvidenceReport.MostRows, Rows().Count(html));
        Assert.Contains("the first 10,000 of 10,005", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">10,005</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_of_very_many_cameras_names_some()
    {
        string html = await ReportAsync(
            new Export(), Watched.At(0) with { Cameras = [.. Enumerable.Range(0, 500).Select(i => new CameraRef { Id = $"{i}", Name = $"Camera {i}" })] });

        Assert.Contains("and 480 more cameras", html, StringComparison.Ordinal);
    }

    private static async Task<string> ReportAsync(Export export, params AuditEntry[] entries)
    {
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        await log.Entries.AppendAsync(entries, CancellationToken.None);
        await log.SequenceAsync(5000);
        using MadeBundle bundle = await MadeBundle.OfAsync(log, export: export with { Id = Guid.CreateVersion7() });
        return bundle.ReadText("report.html");
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<tr><td class=\"n\">")]
    private static partial Regex Rows();
}
