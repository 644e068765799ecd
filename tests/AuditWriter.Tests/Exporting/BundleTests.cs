using System.Text;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Exporting;
using Auditor.AuditWriter.Tests.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>Evidence bundles, checked by the program that they bring along. Needs python3 and openssl, and fails without them.</summary>
public sealed class BundleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(700)]
    [InlineData(1001)]
    [InlineData(66_000)]
    public async Task A_stranger_with_the_key_can_check_it(int entries)
    {
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        foreach (AuditEntry[] batch in Watched.Many(entries).Chunk(5000))
        {
            await log.Entries.AppendAsync(batch, CancellationToken.None);
        }

        await log.SequenceAsync(4096);
        using MadeBundle bundle = await MadeBundle.OfAsync(log);

        (int exitCode, string output) = bundle.Check();

        Assert.Equal($"PROVEN: {entries} entries are in the log auditor.example/log, as it was signed at size {entries}", output);
        Assert.Equal(0, exitCode);
        Assert.Equal((VerificationOutcome.Proven, entries), (bundle.Verify().Outcome, bundle.Verify().ProvenEntries));
        Assert.Equal(entries <= 1000 ? entries : 0, bundle.Names().Count(name => name.StartsWith("proofs/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(299)]
    [InlineData(512)]
    [InlineData(600)]
    public async Task A_few_entries_of_many_bring_only_the_tiles_that_they_need(int entries)
    {
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        AuditEntry[] all = [.. Watched.Many(entries).Select((entry, i) => i is 3 or 270 ? entry with { Cameras = [new CameraRef { Id = "V", Name = "Vault" }] } : entry)];
        await log.Entries.AppendAsync(all, CancellationToken.None);
        await log.SequenceAsync();

        using MadeBundle bundle = await MadeBundle.OfAsync(log, new AuditFilter { Camera = "Vault" });
        (int exitCode, string output) = bundle.Check("--list");

        Assert.Equal((0, 3), (exitCode, output.Split('\n').Length));
        Assert.Equal((VerificationOutcome.Proven, 2), (bundle.Verify().Outcome, bundle.Verify().ProvenEntries));
        Assert.StartsWith("3 | 2026-03-20T12:03:00Z | Anna Kern | PLAYBACK | ENTER | Vault | Burglary, case 2026-0042 | SUCCEEDED", output, StringComparison.Ordinal);
        foreach (long position in (long[])[3, 270])
        {
            var proof = LogProof.Parse(bundle.Read($"proofs/{position}.tlog-proof"));
            string line = bundle.ReadText("entries.jsonl").Split('\n').Single(text => text.StartsWith($"{{\"position\":{position},", StringComparison.Ordinal));
            Assert.Equal(ProofVerdict.Proven, proof.Verify(EntryLeaf.OfJson(Encoding.UTF8.GetBytes(JsonNode.Parse(line)!["entry"]!.ToJsonString())).Bytes.Span, log.Key.Signer.Verifier));
        }
    }

    [Fact]
    public async Task An_entry_too_large_for_the_tiles_and_odd_texts_are_proven_too()
    {
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        await log.Entries.AppendAsync(
            [
                Watched.At(1) with { AdditionalMetadata = new JsonText($"\"{new string('é', 60_000)}\"") },
                Watched.At(2) with { Reason = "a\",\"entry\":{}}\n\u2028 🎥 שלום", Actor = new Actor { Name = "محمد" } },
            ],
            CancellationToken.None);
        await log.SequenceAsync();
        using MadeBundle bundle = await MadeBundle.OfAsync(log);

        Assert.StartsWith("PROVEN: 2 entries", bundle.Check().Output, StringComparison.Ordinal);
        Assert.Equal(VerificationOutcome.Proven, bundle.Verify().Outcome);
    }

    [Fact]
    public async Task Entries_stand_in_the_order_of_the_log_whenever_they_occurred()
    {
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        await log.Entries.AppendAsync([.. Watched.Many(600).Reverse()], CancellationToken.None);
        await log.SequenceAsync();

        using MadeBundle bundle = await MadeBundle.OfAsync(log, new AuditFilter { From = Watched.Noon.AddMinutes(10) });

        Assert.StartsWith("PROVEN: 590 entries", bundle.Check().Output, StringComparison.Ordinal);
        Assert.Equal((VerificationOutcome.Proven, 590), (bundle.Verify().Outcome, bundle.Verify().ProvenEntries));
    }

    [Fact]
    public async Task The_whole_log_is_shown_to_be_whole_also_where_entries_were_erased()
    {
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        await log.Entries.AppendAsync(Watched.Many(20), CancellationToken.None);
        await log.SequenceAsync();
        await log.Ledger.EraseAsync([4, 5], CancellationToken.None);

        using MadeBundle bundle = await MadeBundle.OfAsync(log);

        (int exitCode, string output) = bundle.Check();
        Assert.Equal(0, exitCode);
        Assert.StartsWith("PROVEN: 18 entries", output, StringComparison.Ordinal);
        Assert.Contains("NOT SHOWN: 2 entries are said to be erased", output, StringComparison.Ordinal);
        Assert.Contains("{\"position\":5,\"entry\":null}\n", bundle.ReadText("entries.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_gives_a_bundle_that_says_so()
    {
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        await log.AppendAsync(5);
        await log.SequenceAsync();
        using MadeBundle bundle = await MadeBundle.OfAsync(log, new AuditFilter { Actor = "nobody" });

        Assert.StartsWith("PROVEN: 0 entries", bundle.Check().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_forged_is_not_proven()
    {
        await using TemporaryLog log = await TemporaryLog.OpenAsync();
        await log.Entries.AppendAsync(Watched.Many(300), CancellationToken.None);
        await log.SequenceAsync();
        string another = NoteSignerKey.Generate("auditor.example/log").Verifier.ToString();
        byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

        await ForgedAsync(log, "not the one in the log", bundle => bundle.Forge("entries.jsonl", Text(bundle.ReadText("entries.jsonl").Replace("Anna", "Otto", StringComparison.Ordinal))));
        await ForgedAsync(log, "not as many entries", bundle => bundle.Forge("entries.jsonl", Text(string.Concat(bundle.ReadText("entries.jsonl").Split('\n').Skip(1).SkipLast(1).Select(line => line + "\n")))));
        await ForgedAsync(log, "should have the whole log", bundle => bundle.Forge("entries.jsonl", Text(string.Concat(bundle.ReadText("entries.jsonl").Split('\n').SkipLast(2).Select(line => line + "\n"))), manifest => manifest["entries"] = 299));
        await ForgedAsync(log, "there twice", bundle => bundle.Forge("entries.jsonl", Text(bundle.ReadText("entries.jsonl") + bundle.ReadText("entries.jsonl")), manifest => manifest["entries"] = 600));
        await ForgedAsync(log, "not the one in the log", bundle => bundle.Forge("entries.jsonl", Text(bundle.ReadText("entries.jsonl").Replace("\"position\":7,", "\"position\":8,", StringComparison.Ordinal)), manifest => manifest["entries"] = 300));
        await ForgedAsync(log, "is not of this log", bundle => bundle.Forge("tile/0/000", Flipped(bundle.Read("tile/0/000"))));
        await ForgedAsync(log, "do not give the root", bundle => bundle.Forge("tile/0/001.p/44", Flipped(bundle.Read("tile/0/001.p/44"))));
        await ForgedAsync(log, "signature of the checkpoint", bundle => bundle.Forge("checkpoint", Text(bundle.ReadText("checkpoint").Replace("\n300\n", "\n299\n", StringComparison.Ordinal)), manifest => manifest["size"] = 299));
        await ForgedAsync(log, "another key than yours", bundle => bundle.Forge("log.vkey", Text(another)));
        await ForgedAsync(log, "not signed by your key", bundle => { bundle.Forge("log.vkey", Text(another)); File.WriteAllText(bundle.KeyFile, another); });
        await ForgedAsync(log, "proves nothing", bundle => bundle.Forge("proofs/5.tlog-proof", Text(bundle.ReadText("proofs/5.tlog-proof").Replace("index 5\n", $"index 5\n{Convert.ToBase64String(new byte[32])}\n", StringComparison.Ordinal))));
        await ForgedAsync(log, "not those of the manifest", bundle => bundle.Forge("more.txt", [1], manifest => ((JsonObject)manifest["files"]!).Remove("more.txt")));
        await ForgedAsync(log, "is not the file of the manifest", bundle => bundle.Forge("manifest.json", [], manifest => manifest["files"]!["report.html"]!["sha256"] = new string('0', 64)));
    }

    [Fact]
    public async Task An_entry_that_was_changed_in_the_store_is_not_made_evidence()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync(Watched.Many(3));
        host.Run("UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'Anna', 'Otto') AS BLOB)");

        Guid id = await host.StartExportAsync("""{"format":"bundle","camera":"Entrance"}""");

        JsonNode status = await host.WaitForAsync(id, "failed", "done");
        Assert.Contains("is not what the log has signed", status["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(host.Files);
    }

    [Fact]
    public async Task What_is_not_signed_yet_is_left_out_and_counted()
    {
        // The empty log is signed at once, the next checkpoint comes after the test.
        await using ExportHost host = await ExportHost.StartAsync(null, ("Auditor:Ledger:CheckpointMilliseconds", "60000"));
        await Eventually.TrueAsync(async () => await host.Service<ILedgerStore>().LatestCheckpointAsync(CancellationToken.None) is not null);
        foreach (AuditEntry entry in Watched.Many(4))
        {
            await host.Service<Appending.GroupCommit>().AppendAsync(entry, CancellationToken.None);
        }

        Guid id = await host.StartExportAsync("""{"format":"bundle","camera":"Entrance"}""");
        JsonNode status = await host.WaitForAsync(id, "done", "failed");

        Assert.Equal((4, 0, 4), (status["count"]!.GetValue<int>(), status["written"]!.GetValue<int>(), status["notCheckpointed"]!.GetValue<int>()));
        using MadeBundle bundle = await MadeBundle.OfAsync(
            await host.Http.GetByteArrayAsync($"/api/audit/exports/{id}/content"), await host.Http.GetStringAsync("/api/ledger/key"));
        Assert.StartsWith("PROVEN: 0 entries", bundle.Check().Output, StringComparison.Ordinal);
        Assert.Contains("<dd>4 that matched", bundle.ReadText("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_that_is_fetched_over_HTTP_says_what_was_asked()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync(Watched.Many(10));

        byte[] zip = await host.ExportAsync("""{"format":"bundle","camera":"Entrance","from":"2026-03-20T12:05:00Z","zone":"Europe/Copenhagen"}""");

        using MadeBundle bundle = await MadeBundle.OfAsync(zip, await host.Http.GetStringAsync("/api/ledger/key"));
        Assert.StartsWith("PROVEN: 5 entries", bundle.Check().Output, StringComparison.Ordinal);
        JsonNode manifest = JsonNode.Parse(bundle.ReadText("manifest.json"))!;
        Assert.Equal(EvidenceNames.Format, manifest["format"]!.GetValue<string>());
        Assert.Equal("""{"from":"2026-03-20T12:05:00Z","camera":"Entrance"}""", manifest["filter"]!.ToJsonString());
        Assert.Equal("Local caller (local)", manifest["createdBy"]!.GetValue<string>());
        Assert.Contains("2026-03-20 13:05:00", bundle.ReadText("report.html"), StringComparison.Ordinal);
    }

    private static async Task ForgedAsync(TemporaryLog log, string words, Action<MadeBundle> forge)
    {
        using MadeBundle bundle = await MadeBundle.OfAsync(log);
        forge(bundle);
        (int exitCode, string output) = bundle.Check();
        Assert.StartsWith("NOT PROVEN: ", output, StringComparison.Ordinal);
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    private static byte[] Flipped(byte[] content) => [.. content[..40], (byte)(content[40] ^ 1), .. content[41..]];
}
