using System.Net;
using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Tests.Sequencing;

/// <summary>The ledger as a stranger reads it, who knows C2SP and RFC 6962 and trusts the key.</summary>
public sealed class LedgerApiTests : IAsyncLifetime
{
    private const int Count = 300;

    private WriterHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await WriterHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Tiles_and_bundles_give_the_tree_that_the_checkpoint_signs()
    {
        Checkpoint head = await GrowAsync();

        var leaves = new List<TreeHash>();
        for (long index = 0; index * 256 < head.Size; index++)
        {
            int width = (int)Math.Min(256, head.Size - (index * 256));
            byte[] bundle = await GetAsync("/api/ledger/" + new EntryBundleAddress(index, width).Path);
            byte[] tile = await GetAsync("/api/ledger/" + new TileAddress(0, index, width).Path);
            TreeHash[] hashes = [.. EntryBundle.Read(bundle, width).Select(leaf => MerkleTree.LeafHash(leaf.Span))];
            Assert.Equal(hashes, tile.Chunk(TreeHash.Length).Select(hash => new TreeHash(hash)));
            leaves.AddRange(hashes);
        }

        Assert.Equal(head.Root, MerkleTree.Root([.. leaves]));
        Assert.Equal(MerkleTree.Root([.. leaves.Take(256)]), new TreeHash(await GetAsync("/api/ledger/" + new TileAddress(1, 0, 1).Path)));
    }

    [Fact]
    public async Task An_entry_and_its_proof_convince_whoever_has_the_key()
    {
        await GrowAsync();
        var key = NoteVerifierKey.Parse((await _host.Http.GetStringAsync("/api/ledger/key", Cancellation)).Trim());
        using var page = System.Text.Json.JsonDocument.Parse(await GetAsync("/api/audit/entries?limit=1&order=oldest"));
        string id = page.RootElement.GetProperty("entries")[0].GetProperty("entryId").GetString()!;
        byte[] entry = await GetAsync("/api/audit/entries/" + id);

        var proof = LogProof.Parse(await GetAsync($"/api/audit/entries/{id}/proof"));

        Assert.Equal(ProofVerdict.Proven, proof.Verify(EntryLeaf.OfJson(entry).Bytes.Span, key));
        byte[] changed = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(entry).Replace("brightness", "Brightness", StringComparison.Ordinal));
        Assert.Equal(ProofVerdict.NotIncluded, proof.Verify(EntryLeaf.OfJson(changed).Bytes.Span, key));
        Assert.Equal(await GetAsync("/api/ledger/attested/" + id), EntryLeaf.OfJson(entry).Attested.ToArray());
    }

    [Theory]
    [InlineData("/api/ledger/tile/0/999")]
    [InlineData("/api/ledger/tile/0/1")]
    [InlineData("/api/ledger/tile/0/000.p/257")]
    [InlineData("/api/ledger/tile/64/000")]
    [InlineData("/api/ledger/tile/9/000")]
    [InlineData("/api/ledger/tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("/api/ledger/tile/entries/000.p/0")]
    [InlineData("/api/ledger/tile/entries/999")]
    [InlineData("/api/ledger/attested/00000000-0000-0000-0000-000000000001")]
    [InlineData("/api/audit/entries/00000000-0000-0000-0000-000000000001/proof")]
    public async Task What_the_log_has_not_is_not_found(string path)
    {
        using HttpResponseMessage answer = await _host.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private async Task<Checkpoint> GrowAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => _host.PublishAsync(new ConfigurationChanged
        {
            ChangeId = Guid.CreateVersion7(),
            AuditableResource = AuditableResources.CameraSettings,
            AuditableAction = AuditableActions.Update,
            ResourceName = "brightness",
            Actor = new Actor { Name = "anna" },
            OccurredAt = DateTimeOffset.UtcNow,
            AdditionalMetadata = new JsonText("""{"schemeName":"SchemeA","cameraSettingKey":"brightness","tenantName":"TenantA"}"""),
        })));
        while (true)
        {
            using HttpResponseMessage answer = await _host.Http.GetAsync(new Uri("/api/ledger/checkpoint", UriKind.Relative), Cancellation);
            if (answer.IsSuccessStatusCode)
            {
                var head = Checkpoint.Parse(SignedNote.Parse(await answer.Content.ReadAsByteArrayAsync(Cancellation)).Text);
                if (head.Size >= Count)
                {
                    return head;
                }
            }

            await Task.Delay(20, Cancellation);
        }
    }

    private async Task<byte[]> GetAsync(string path) => await _host.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative), Cancellation);
}
