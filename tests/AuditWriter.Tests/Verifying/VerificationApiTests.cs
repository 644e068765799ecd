using System.Net;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Tests.Exporting;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Tests.Verifying;

/// <summary>The whole log, verified by the service: what it says of a log as it was written, and of one that somebody wrote into.</summary>
public sealed class VerificationApiTests
{
    private const string Path = "/api/ledger/verifications";

    [Fact]
    public async Task A_log_as_it_was_written_is_proven_and_that_stands_in_the_log_itself()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync(Watched.Many(5));

        JsonNode verified = await VerifyAsync(host);

        Assert.Equal("proven", verified["outcome"]!.GetValue<string>());
        Assert.True(verified["provenEntries"]!.GetValue<long>() >= 5);
        JsonNode entry = Assert.Single(await EntriesAsync(host));
        Assert.Equal(verified["id"]!.GetValue<Guid>(), entry["correlationId"]!.GetValue<Guid>());
        Assert.Equal(AuditResults.Succeeded, entry["result"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_entry_that_somebody_changed_in_the_store_is_named()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        AuditEntry[] entries = Watched.Many(5);
        await host.AppendAsync(entries);
        host.Run($"UPDATE entries SET body = x'7b7d' WHERE entry_id = x'{Convert.ToHexString(entries[2].EntryId.ToByteArray(bigEndian: true))}'");

        JsonNode verified = await VerifyAsync(host);

        Assert.Equal("notProven", verified["outcome"]!.GetValue<string>());
        Assert.Contains(verified["faults"]!.AsArray(), fault => fault!["entryId"]?.GetValue<Guid>() == entries[2].EntryId);
        Assert.Equal(AuditResults.Failed, Assert.Single(await EntriesAsync(host))["result"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_process_knows_the_last_from_the_log()
    {
        ExportHost first = await ExportHost.StartAsync();
        await first.AppendAsync(Watched.Many(2));
        JsonNode verified = await VerifyAsync(first);
        await first.StopAsync();

        await using ExportHost second = await ExportHost.StartAsync(first.Folder);

        JsonNode state = JsonNode.Parse(await second.Http.GetStringAsync(Path))!;
        Assert.Equal(verified.ToJsonString(), state["last"]!.ToJsonString());
        Assert.Null(state["running"]);
    }

    [Fact]
    public async Task There_is_nothing_to_cancel_when_none_runs()
    {
        await using ExportHost host = await ExportHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.DeleteAsync(Path);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    private static async Task<JsonNode> VerifyAsync(ExportHost host)
    {
        using HttpResponseMessage asked = await host.Http.PostAsync(Path, content: null);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Guid id = JsonNode.Parse(await asked.Content.ReadAsStringAsync())!["id"]!.GetValue<Guid>();
        JsonNode? last = null;
        await Eventually.TrueAsync(async () =>
        {
            last = JsonNode.Parse(await host.Http.GetStringAsync(Path))!["last"];
            return last?["id"]?.GetValue<Guid>() == id;
        });
        return last!;
    }

    private static async Task<JsonNode[]> EntriesAsync(ExportHost host) =>
        [.. JsonNode.Parse(await host.Http.GetStringAsync("/api/audit/entries?resource=AUDIT_LOG&action=VERIFY"))!["entries"]!.AsArray().Select(entry => entry!)];
}
