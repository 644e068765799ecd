using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>Asking for exports, and what becomes of them.</summary>
public sealed class ExportJobTests
{
    [Fact]
    public async Task Counts_are_told_before_anything_is_started()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync([.. Watched.Many(30), Watched.At(99, "Vault")]);

        JsonNode preview = JsonNode.Parse(await host.Http.GetStringAsync("/api/audit/exports/preview?format=jsonl&camera=Entrance"))!;
        byte[] file = await host.ExportAsync("""{"format":"jsonl","camera":"Entrance"}""");

        Assert.Equal(30, preview["count"]!.GetValue<int>());
        Assert.Equal(0, preview["notYetCheckpointed"]!.GetValue<int>());
        Assert.InRange(preview["estimatedBytes"]!.GetValue<long>(), file.Length * 9L / 10, file.Length * 11L / 10);
        Assert.Single(JsonNode.Parse(await host.Http.GetStringAsync("/api/audit/exports"))!["exports"]!.AsArray());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("bundle")]
    public async Task The_estimate_is_about_right(string format)
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync(Watched.Many(3000));

        JsonNode preview = JsonNode.Parse(await host.Http.GetStringAsync($"/api/audit/exports/preview?format={format}&camera=Entrance"))!;
        byte[] file = await host.ExportAsync($$"""{"format":"{{format}}","camera":"Entrance"}""");

        Assert.InRange(preview["estimatedBytes"]!.GetValue<long>(), file.Length / 2, file.Length * 2L);
    }

    [Theory]
    [InlineData("""{}""", "format", "csv, jsonl, bundle")]
    [InlineData("""{"format":"xls"}""", "format", "csv, jsonl, bundle")]
    [InlineData("""{"format":"csv","operator":"anna"}""", "operator", "There is no such parameter")]
    [InlineData("""{"format":"csv","from":"yesterday"}""", "from", "not a time with its zone")]
    [InlineData("""{"format":"csv","limit":"7"}""", "limit", "There is no such parameter")]
    [InlineData("""{"format":"bundle","zone":"Mars/Olympus"}""", "zone", "not the id of a time zone")]
    [InlineData("""{"format":"csv","actor":7}""", "actor", "a text in quotes")]
    public async Task What_cannot_be_understood_is_refused_by_its_name(string json, string field, string words)
    {
        await using ExportHost host = await ExportHost.StartAsync();

        using HttpResponseMessage answer = await host.PostAsync(json);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(words, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![field]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await host.OwnEntriesAsync());
    }

    [Fact]
    public async Task The_log_says_who_exported_what_before_the_first_byte_and_who_fetched_it()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync(Watched.Many(3));
        host.Log.Close();

        Guid id = await host.StartExportAsync("""{"format":"csv","camera":"Entrance","result":"SUCCEEDED"}""");
        JsonNode started = Assert.Single(await host.OwnEntriesAsync());
        host.Log.Open();
        JsonNode status = await host.WaitForAsync(id, "done");
        await host.Http.GetByteArrayAsync($"/api/audit/exports/{id}/content");
        foreach (long? from in (long?[])[null, 0, 10, 20])
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, $"/api/audit/exports/{id}/content");
            ask.Headers.Range = from is null ? null : new RangeHeaderValue(from, null);
            using HttpResponseMessage answer = await host.Http.SendAsync(ask);
        }

        JsonNode[] entries = await host.OwnEntriesAsync();
        Assert.Equal("started", started["additionalMetadata"]!["step"]!.GetValue<string>());
        Assert.Equal("Entrance", started["additionalMetadata"]!["filter"]!["camera"]!.GetValue<string>());
        Assert.Equal(3, started["additionalMetadata"]!["count"]!.GetValue<int>());
        Assert.Equal("local", started["actor"]!["name"]!.GetValue<string>());
        // The whole file twice, and once in pieces.
        Assert.Equal(["started", "finished", "downloaded", "downloaded", "downloaded"], entries.Select(entry => entry["additionalMetadata"]!["step"]!.GetValue<string>()));
        Assert.All(entries.Skip(1), entry => Assert.Equal(status["sha256"]!.GetValue<string>(), entry["additionalMetadata"]!["sha256"]!.GetValue<string>()));
        Assert.All(entries, entry => Assert.Equal(id, entry["correlationId"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task An_export_that_is_cancelled_leaves_no_file()
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync(Watched.Many(3));
        host.Log.Close();
        Guid running = await host.StartExportAsync("""{"format":"bundle","camera":"Entrance"}""");
        await host.WaitForAsync(running, "running");
        await Eventually.TrueAsync(() => Task.FromResult(host.Files.Any()));
        Assert.Equal(HttpStatusCode.Conflict, (await host.Http.GetAsync($"/api/audit/exports/{running}/content")).StatusCode);

        using HttpResponseMessage answer = await host.DeleteAsync(running);

        Assert.Equal("cancelled", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["state"]!.GetValue<string>());
        await Eventually.TrueAsync(() => Task.FromResult(!host.Files.Any()));
        Assert.Equal("cancelled", (await host.StatusAsync(running))["state"]!.GetValue<string>());
        Assert.Equal("cancelled", (await host.OwnEntriesAsync())[^1]["additionalMetadata"]!["step"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_export_that_waits_can_be_cancelled_and_one_that_is_done_removed()
    {
        await using ExportHost host = await ExportHost.StartAsync(null, ("Auditor:Export:AtOnce", "1"));
        host.Log.Close();
        Guid first = await host.StartExportAsync("""{"format":"csv"}""");
        Guid second = await host.StartExportAsync("""{"format":"csv"}""");
        await host.WaitForAsync(first, "running");
        Assert.Equal("queued", (await host.StatusAsync(second))["state"]!.GetValue<string>());

        await host.DeleteAsync(second);
        host.Log.Open();
        await host.WaitForAsync(first, "done");
        Assert.Equal("cancelled", (await host.StatusAsync(second))["state"]!.GetValue<string>());
        await host.DeleteAsync(first);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync($"/api/audit/exports/{first}")).StatusCode);
        Assert.Empty(host.Files);
    }

    [Fact]
    public async Task More_than_can_wait_are_refused()
    {
        await using ExportHost host = await ExportHost.StartAsync(null, ("Auditor:Export:AtOnce", "1"));
        host.Log.Close();
        for (int i = 0; i < 21; i++)
        {
            await host.StartExportAsync("""{"format":"csv"}""");
        }

        using HttpResponseMessage answer = await host.PostAsync("""{"format":"csv"}""");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("20 exports wait already", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_with_too_little_room_is_said_before_it_starts_and_the_log_keeps_its_room()
    {
        await using ExportHost host = await ExportHost.StartAsync(null, ("Auditor:Export:KeepFreeMegabytes", "1000000000"));

        using HttpResponseMessage answer = await host.PostAsync("""{"format":"csv"}""");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Auditor:Export:KeepFreeMegabytes", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Files);
    }

    public static TheoryData<Exception, string> Faults => new()
    {
        { new StoreUnavailableException("gone", new IOException()), "store went away" },
        { new IOException("No space left on device"), "No space left on device" },
        { new InvalidOperationException("secret detail"), "Something went wrong here" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task What_goes_wrong_is_said_in_words_and_nothing_half_is_offered(Exception fault, string words)
    {
        await using ExportHost host = await ExportHost.StartAsync();
        await host.AppendAsync(Watched.Many(3));
        host.Log.Problem = fault;

        Guid id = await host.StartExportAsync("""{"format":"bundle","camera":"Entrance"}""");

        JsonNode status = await host.WaitForAsync(id, "failed");
        Assert.Contains(words, status["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", status["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(host.Files);
        await Eventually.TrueAsync(async () => (await host.OwnEntriesAsync())[^1]["additionalMetadata"]!["step"]!.GetValue<string>() == "failed");
        Assert.Equal("FAILED", (await host.OwnEntriesAsync())[^1]["result"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_restart_keeps_what_is_done_and_says_what_is_lost()
    {
        ExportHost before = await ExportHost.StartAsync();
        await before.AppendAsync(Watched.Many(3));
        Guid done = await before.StartExportAsync("""{"format":"csv"}""");
        await before.WaitForAsync(done, "done");
        before.Log.Close();
        Guid running = await before.StartExportAsync("""{"format":"jsonl"}""");
        await before.WaitForAsync(running, "running");
        await before.StopAsync();

        await using ExportHost after = await ExportHost.StartAsync(before.Folder);

        JsonNode lost = await after.StatusAsync(running);
        Assert.Equal("failed", lost["state"]!.GetValue<string>());
        Assert.Contains("Ask for it again", lost["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(await after.Http.GetByteArrayAsync($"/api/audit/exports/{done}/content"));
        Assert.Single(after.Files);
    }

    [Fact]
    public async Task After_a_crash_what_was_half_written_is_gone_and_what_is_old_too()
    {
        ExportHost before = await ExportHost.StartAsync();
        await before.StopAsync();
        var lost = new AuditWriter.Exporting.Export { Id = Guid.CreateVersion7(), State = AuditWriter.Exporting.ExportState.Queued, FileName = "a.csv" };
        var old = new AuditWriter.Exporting.Export { Id = Guid.CreateVersion7(), State = AuditWriter.Exporting.ExportState.Done, ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) };
        foreach (AuditWriter.Exporting.Export export in new[] { lost, old })
        {
            File.WriteAllBytes(Path.Combine(before.ExportFolder, $"{export.Id:n}.json"), WireFormat.Serialize(export));
        }

        File.WriteAllText(Path.Combine(before.ExportFolder, $"{lost.Id:n}.csv.part"), "half");
        File.WriteAllText(Path.Combine(before.ExportFolder, $"{old.Id:n}.csv"), "old");

        await using ExportHost after = await ExportHost.StartAsync(before.Folder);

        Assert.Contains("started anew", (await after.StatusAsync(lost.Id))["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Task.FromResult(!after.Files.Any()));
        Assert.Equal(HttpStatusCode.NotFound, (await after.Http.GetAsync($"/api/audit/exports/{old.Id}")).StatusCode);
    }

    [Fact]
    public async Task A_second_process_on_the_folder_leaves_alone_what_the_first_one_writes()
    {
        await using ExportHost first = await ExportHost.StartAsync();
        first.Log.Close();
        Guid running = await first.StartExportAsync("""{"format":"csv"}""");
        await Eventually.TrueAsync(() => Task.FromResult(first.Files.Any()));

        ExportHost second = await ExportHost.StartAsync(first.Folder);
        await second.StopAsync();
        first.Log.Open();

        await first.WaitForAsync(running, "done");
        Assert.NotEmpty(await first.Http.GetByteArrayAsync($"/api/audit/exports/{running}/content"));
    }
}
