using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Exporting;
using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>What is in the files, and how they are fetched.</summary>
public sealed class ExportFileTests
{
    [Fact]
    public async Task A_table_has_a_row_for_each_entry_that_matches_oldest_first()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        AuditEntry second = Watched.At(2) with { Reason = "He said \"go\",\r\nthen left; =1+1", Cameras = [new CameraRef { Id = "1", Name = "=cmd|' /C calc'!A0" }, new CameraRef { Id = "2", Name = "Vault" }] };
        await host.AppendAsync(second, Watched.At(1), Watched.At(3) with { Actor = new Actor { Name = "bob" } });

        byte[] file = await host.ExportAsync("""{"format":"csv","actor":"corp\\ANNA","to":"2026-03-21T00:00:00Z"}""");

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), file[..3]);
        List<string[]> rows = CsvText.Parse(Encoding.UTF8.GetString(file.AsSpan(3)));
        Assert.Equal(CsvColumns.All.Select(column => column.Name), rows[0]);
        Assert.Equal(["2026-03-20T12:01:00Z", "2026-03-20T12:02:00Z"], rows.Skip(1).Select(row => Cell(rows, row, "occurredAt")));
        Assert.Equal("0", Cell(rows, rows[2], "position"));
        Assert.Equal("He said \"go\",\r\nthen left; '=1+1", Cell(rows, rows[2], "reason"));
        Assert.Equal("'=cmd|' /C calc'!A0; Vault", Cell(rows, rows[2], "cameras"));
        Assert.Equal("2026-03-19T12:05:00Z", Cell(rows, rows[2], "recordingTo"));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+45 12", "'+45 12")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("\t=1", "\"'\t'=1\"")]
    [InlineData(" =1", "\" '=1\"")]
    [InlineData("a;=1", "\"a;'=1\"")]
    [InlineData("a;\"=1", "\"a;\"\"'=1\"")]
    [InlineData("a\n-b", "\"a\n'-b\"")]
    [InlineData("a-b=c", "a-b=c")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData(null, "")]
    public void A_cell_is_quoted_where_it_must_be_and_never_a_formula(string? text, string cell)
    {
        var row = new StringBuilder();
        CsvCell.Append(row, text);
        Assert.Equal(cell, row.ToString());
    }

    [Fact]
    public async Task Lines_hold_the_entries_byte_for_byte_also_those_without_a_checkpoint()
    {
        // The empty log is signed at once, the next checkpoint comes after the test.
        await using ExportHost host = await ExportHost.StartAsync(null, ("Auditor:Ledger:CheckpointMilliseconds", "60000"));
        AuditEntry odd = Watched.At(5) with { Reason = "=<&>\u2028\u202e \"x\"\n🎥", AdditionalMetadata = new JsonText("""{"b":1.50,"a":[null]}""") };
        await host.Service<Appending.GroupCommit>().AppendAsync(odd, CancellationToken.None);

        byte[] file = await host.ExportAsync("""{"format":"jsonl","resource":"PLAYBACK"}""");

        string line = Assert.Single(Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        JsonElement parsed = JsonDocument.Parse(line).RootElement;
        AuditEntry stored = (await host.Log.FindAsync(odd.EntryId, CancellationToken.None))!;
        Assert.Equal(Encoding.UTF8.GetString(EntryLeaf.AttestedOf(stored)), parsed.GetProperty("entry").GetRawText());
        Assert.Equal(odd.Reason, parsed.GetProperty("entry").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_file_comes_with_its_name_and_its_digest_and_in_parts_if_asked()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync(Watched.Many(20));
        Guid id = await host.StartExportAsync("""{"format":"jsonl","camera":"Entrance"}""");
        JsonNode status = await host.WaitForAsync(id, "done");

        using HttpResponseMessage whole = await host.Http.GetAsync($"/api/audit/exports/{id}/content");
        byte[] content = await whole.Content.ReadAsByteArrayAsync();
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"/api/audit/exports/{id}/content") { Headers = { Range = new RangeHeaderValue(100, null) } };
        using HttpResponseMessage part = await host.Http.SendAsync(ask);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), status["sha256"]!.GetValue<string>());
        Assert.Equal(content.Length, status["bytes"]!.GetValue<long>());
        Assert.Equal((20, 20), (status["count"]!.GetValue<int>(), status["written"]!.GetValue<int>()));
        Assert.Matches(@"^audit-log-\d{8}T\d{6}Z\.jsonl$", whole.Content.Headers.ContentDisposition!.FileName!);
        Assert.Equal("attachment", whole.Content.Headers.ContentDisposition.DispositionType);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[100..], await part.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Only_the_owner_of_the_process_can_read_the_files()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.ExportAsync("""{"format":"csv"}""");

        Assert.NotEmpty(host.Files);
        if (!OperatingSystem.IsWindows())
        {
            foreach (string path in Directory.EnumerateFileSystemEntries(host.ExportFolder).Append(host.ExportFolder))
            {
                Assert.Equal(0, (int)File.GetUnixFileMode(path) & 0b111_111);
            }
        }
    }

    private static string Cell(List<string[]> rows, string[] row, string column) => row[Array.IndexOf(rows[0], column)];
}
