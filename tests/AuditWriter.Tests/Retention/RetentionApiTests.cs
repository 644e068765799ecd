using System.Net;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Tests.Retention;

/// <summary>Retention as an administrator uses it, on a whole AuditWriter.</summary>
public sealed class RetentionApiTests : IAsyncLifetime
{
    private const string Policies = """{"policies":[{"class":"CAMERA_SETTINGS","ceiling":{"endOfYearAfter":1,"timeZone":"Europe/Berlin"}}]}""";

    private WriterHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await WriterHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task From_policy_to_dry_run_to_erasure_with_a_hold_and_everything_is_in_the_log()
    {
        Guid[] old = await RecordAsync(20, "gone-secret", DateTimeOffset.UtcNow.AddYears(-3));
        Guid[] held = await RecordAsync(5, "held-secret", DateTimeOffset.UtcNow.AddYears(-3));
        Guid[] young = await RecordAsync(5, "young-secret", DateTimeOffset.UtcNow);
        await SizeAsync(30);
        using JsonDocument set = await SendAsync(HttpMethod.Put, "/api/audit/retention", Policies, HttpStatusCode.OK, "\"0\"");
        Assert.Contains("dry run", set.RootElement.GetProperty("schedule").GetProperty("whyNot").GetString(), StringComparison.Ordinal);
        using JsonDocument hold = await SendAsync(HttpMethod.Post, "/api/audit/holds", """{"name":"Case 7","reason":"court","filter":{"actor":"HELD-secret"}}""", HttpStatusCode.Created);
        string holdId = hold.RootElement.GetProperty("holdId").GetString()!;

        using JsonDocument dryRun = await SendAsync(HttpMethod.Post, "/api/audit/retention/dry-run", "{}", HttpStatusCode.OK);
        JsonElement only = Assert.Single(dryRun.RootElement.GetProperty("classes").EnumerateArray());
        Assert.Equal((20, 5), (only.GetProperty("entries").GetInt32(), only.GetProperty("keptByHold").GetInt32()));
        Assert.Equal(holdId, Assert.Single(only.GetProperty("holds").EnumerateArray()).GetProperty("holdId").GetString());
        Assert.Subset(old.ToHashSet(), only.GetProperty("sample").EnumerateArray().Select(id => id.GetGuid()).ToHashSet());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"/api/audit/entries/{old[0]}"));

        await ApplyAsync(dryRun);

        foreach (Guid id in old)
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/audit/entries/{id}"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/ledger/attested/{id}"));
        }

        Assert.DoesNotContain("gone-secret", await _host.Http.GetStringAsync("/api/audit/entries?limit=1000", Cancellation), StringComparison.Ordinal);
        foreach (Guid id in held.Concat(young))
        {
            byte[] entry = await _host.Http.GetByteArrayAsync($"/api/audit/entries/{id}", Cancellation);
            var proof = LogProof.Parse(await _host.Http.GetByteArrayAsync($"/api/audit/entries/{id}/proof", Cancellation));
            NoteVerifierKey key = await KeyAsync();
            Assert.Equal(ProofVerdict.Proven, proof.Verify(EntryLeaf.OfJson(entry).Bytes.Span, key));
        }

        await AssertTilesAndBundlesAsync(erased: 20);
        Assert.False(_host.FilesHold("gone-secret"));
        Assert.True(_host.FilesHold("held-secret"));
        Assert.Equal(["UPDATE", "HOLD", "ERASE"], await OwnActionsAsync());

        await SendAsync(HttpMethod.Post, $"/api/audit/holds/{holdId}/release", """{"reason":"case closed"}""", HttpStatusCode.OK);
        await SendAsync(HttpMethod.Post, $"/api/audit/holds/{holdId}/release", """{"reason":"again"}""", HttpStatusCode.Conflict);
        using JsonDocument second = await SendAsync(HttpMethod.Post, "/api/audit/retention/dry-run", "{}", HttpStatusCode.OK);
        await ApplyAsync(second);
        Assert.False(_host.FilesHold("held-secret"));
        Assert.Equal(["UPDATE", "HOLD", "ERASE", "RELEASE", "ERASE"], await OwnActionsAsync());
        await AssertTilesAndBundlesAsync(erased: 25);
        using JsonDocument after = await SendAsync(HttpMethod.Get, "/api/audit/retention", null, HttpStatusCode.OK);
        Assert.True(after.RootElement.GetProperty("schedule").GetProperty("isOn").GetBoolean());
        using JsonDocument runs = await SendAsync(HttpMethod.Get, "/api/audit/retention/runs", null, HttpStatusCode.OK);
        Assert.Equal([5, 20], runs.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("erased").GetInt32()));
    }

    [Theory]
    [InlineData("""{"policies":[{"class":"PLAYBAK"}]}""", "policies[0].class")]
    [InlineData("""{"policies":[{"class":"*"},{"class":"*"}]}""", "policies[1].class")]
    [InlineData("""{"policies":[{"class":"*","ceiling":{}}]}""", "policies[0].ceiling")]
    [InlineData("""{"policies":[{"class":"*","ceiling":{"days":1,"years":1}}]}""", "policies[0].ceiling")]
    [InlineData("""{"policies":[{"class":"*","ceiling":{"days":0}}]}""", "policies[0].ceiling.days")]
    [InlineData("""{"policies":[{"class":"*","ceiling":{"endOfYearAfter":1}}]}""", "policies[0].ceiling.timeZone")]
    [InlineData("""{"policies":[{"class":"*","ceiling":{"endOfYearAfter":1,"timeZone":"Berlin"}}]}""", "policies[0].ceiling.timeZone")]
    [InlineData("""{"policies":[{"class":"*","floor":{"days":31},"ceiling":{"days":30}}]}""", "policies[0].floor")]
    [InlineData("""{"policies":[null]}""", "policies[0]")]
    [InlineData("""{"policies":[{"class":"*","ceilling":{"days":30}}]}""", "body")]
    [InlineData("{}", "policies")]
    public async Task A_policy_that_cannot_be_is_refused_by_field(string body, string field)
    {
        using JsonDocument problem = await SendAsync(HttpMethod.Put, "/api/audit/retention", body, HttpStatusCode.BadRequest, "\"0\"");

        Assert.Contains(field, problem.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("""{"reason":"r","filter":{}}""", "name")]
    [InlineData("""{"name":"n","filter":{}}""", "reason")]
    [InlineData("""{"name":"n","reason":"r"}""", "filter")]
    [InlineData("""{"name":"n","reason":"r","filter":{"resource":"PLAYBAK"}}""", "filter.resource")]
    [InlineData("""{"name":"n","reason":"r","filter":{"actr":"anna"}}""", "body")]
    [InlineData("""{"name":"n","reason":"r","filter":{},"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    public async Task A_hold_that_cannot_be_is_refused_by_field(string body, string field)
    {
        using JsonDocument problem = await SendAsync(HttpMethod.Post, "/api/audit/holds", body, HttpStatusCode.BadRequest);

        Assert.Contains(field, problem.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Policies_that_another_has_changed_are_not_overwritten()
    {
        await SendAsync(HttpMethod.Put, "/api/audit/retention", Policies, HttpStatusCode.PreconditionRequired);
        await SendAsync(HttpMethod.Put, "/api/audit/retention", Policies, HttpStatusCode.OK, "\"0\"");
        await SendAsync(HttpMethod.Put, "/api/audit/retention", Policies, HttpStatusCode.PreconditionFailed, "\"0\"");
        await SendAsync(HttpMethod.Put, "/api/audit/retention", Policies, HttpStatusCode.OK, "\"1\"");
        // A hold is a change too, but not one of the policies.
        await SendAsync(HttpMethod.Post, "/api/audit/holds", """{"name":"n","reason":"r","filter":{}}""", HttpStatusCode.Created);
        await SendAsync(HttpMethod.Put, "/api/audit/retention", Policies, HttpStatusCode.OK, "\"2\"");
    }

    [Fact]
    public async Task Only_what_a_dry_run_has_shown_can_be_applied()
    {
        await SendAsync(HttpMethod.Put, "/api/audit/retention", Policies, HttpStatusCode.OK, "\"0\"");
        using JsonDocument dryRun = await SendAsync(HttpMethod.Post, "/api/audit/retention/dry-run", "{}", HttpStatusCode.OK);
        string token = dryRun.RootElement.GetProperty("token").GetString()!;

        await SendAsync(HttpMethod.Post, "/api/audit/retention/apply", "{}", HttpStatusCode.BadRequest);
        await SendAsync(HttpMethod.Post, "/api/audit/retention/apply", $$"""{"token":"2{{token[1..]}}"}""", HttpStatusCode.BadRequest);
        await SendAsync(HttpMethod.Put, "/api/audit/retention", Policies, HttpStatusCode.OK, "\"1\"");
        using JsonDocument refused = await SendAsync(HttpMethod.Post, "/api/audit/retention/apply", $$"""{"token":"{{token}}"}""", HttpStatusCode.Conflict);

        Assert.Equal("The policies were changed.", refused.RootElement.GetProperty("title").GetString());
    }

    private async Task ApplyAsync(JsonDocument dryRun)
    {
        using JsonDocument asked = await SendAsync(
            HttpMethod.Post, "/api/audit/retention/apply", $$"""{"token":"{{dryRun.RootElement.GetProperty("token").GetString()}}"}""", HttpStatusCode.Accepted);
        DateTime until = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            using JsonDocument run = await SendAsync(HttpMethod.Get, "/api/audit/retention/runs/" + asked.RootElement.GetProperty("runId").GetString(), null, HttpStatusCode.OK);
            if (run.RootElement.GetProperty("state").GetString() == "done")
            {
                return;
            }

            Assert.True(DateTime.UtcNow < until, run.RootElement.GetRawText());
            await Task.Delay(20, Cancellation);
        }
    }

    /// <summary>As a stranger would: the records that are there give the hashes of the tile, and those that are erased are empty.</summary>
    private async Task AssertTilesAndBundlesAsync(int erased)
    {
        Checkpoint head = await HeadAsync();
        int width = (int)head.Size;
        byte[] bundle = await _host.Http.GetByteArrayAsync("/api/ledger/" + new EntryBundleAddress(0, width).Path, Cancellation);
        TreeHash[] tile = [.. (await _host.Http.GetByteArrayAsync("/api/ledger/" + new TileAddress(0, 0, width).Path, Cancellation)).Chunk(TreeHash.Length).Select(hash => new TreeHash(hash))];
        ReadOnlyMemory<byte>[] leaves = [.. EntryBundle.Read(bundle, width)];

        Assert.Equal(erased, leaves.Count(leaf => leaf.Length == 0));
        Assert.All(leaves.Zip(tile).Where(pair => pair.First.Length > 0), pair => Assert.Equal(MerkleTree.LeafHash(pair.First.Span), pair.Second));
        Assert.Equal(head.Root, MerkleTree.Root(tile));
    }

    private async Task<string[]> OwnActionsAsync()
    {
        using var page = JsonDocument.Parse(await _host.Http.GetStringAsync("/api/audit/entries?resource=AUDIT_LOG&order=oldest", Cancellation));
        // That the test reads the log is in the log as well.
        JsonElement[] entries = [.. page.RootElement.GetProperty("entries").EnumerateArray().Where(entry => entry.GetProperty("auditableAction").GetString() is not ("READ" or "VERIFY"))];
        Assert.All(entries, entry => Assert.Equal("Test", entry.GetProperty("actor").GetProperty("name").GetString()));
        return [.. entries.Select(entry => entry.GetProperty("auditableAction").GetString()!)];
    }

    private async Task<Guid[]> RecordAsync(int count, string who, DateTimeOffset occurredAt)
    {
        Guid[] ids = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        await Task.WhenAll(ids.Select(id => _host.PublishAsync(new ConfigurationChanged
        {
            ChangeId = id,
            AuditableResource = AuditableResources.CameraSettings,
            AuditableAction = AuditableActions.Update,
            ResourceName = "brightness",
            Actor = new Actor { Name = who },
            OccurredAt = occurredAt,
            AdditionalMetadata = new JsonText("""{"schemeName":"SchemeA","cameraSettingKey":"brightness","tenantName":"TenantA"}"""),
        })));
        await Task.WhenAll(ids.Select(id => _host.Announced.OfAsync(id)));
        return ids;
    }

    private async Task SizeAsync(long size)
    {
        while (await StatusAsync("/api/ledger/checkpoint") != HttpStatusCode.OK || (await HeadAsync()).Size < size)
        {
            await Task.Delay(20, Cancellation);
        }
    }

    private async Task<Checkpoint> HeadAsync() =>
        Checkpoint.Parse(SignedNote.Parse(await _host.Http.GetByteArrayAsync("/api/ledger/checkpoint", Cancellation)).Text);

    private async Task<NoteVerifierKey> KeyAsync() => NoteVerifierKey.Parse((await _host.Http.GetStringAsync("/api/ledger/key", Cancellation)).Trim());

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage answer = await _host.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, string? body, HttpStatusCode expected, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null)
        {
            request.Headers.Add("If-Match", ifMatch);
        }

        using HttpResponseMessage answer = await _host.Http.SendAsync(request, Cancellation);
        string text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text);
    }
}
