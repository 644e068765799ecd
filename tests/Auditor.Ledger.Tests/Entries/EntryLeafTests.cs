using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Ledger.Tests;

public sealed class EntryLeafTests
{
    private static readonly AuditEntry Entry = new()
    {
        EntryId = new Guid("0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d"),
        AuditableResource = AuditableResources.Playback,
        AuditableAction = AuditableActions.Enter,
        ResourceName = "Camera 1",
        Actor = new Actor { Name = "HARBOUR\\mkoch", Id = "S-1-5-21-1", Workstation = "SEC-DESK-01" },
        OccurredAt = new DateTimeOffset(2026, 3, 20, 7, 3, 49, TimeSpan.Zero),
        AcceptedAt = new DateTimeOffset(2026, 3, 20, 7, 3, 50, TimeSpan.Zero),
        AppendedAt = new DateTimeOffset(2026, 3, 20, 7, 3, 50, 120, TimeSpan.Zero),
        Cameras = [new CameraRef { Id = "c1", Name = "Camera 1" }],
        AdditionalMetadata = new JsonText("""{"zoom":1.50,"a":"\u00e9","seconds":1e2}"""),
        Reason = "Theft - container",
        Position = 41,
    };

    [Fact]
    public void The_attested_bytes_are_frozen() => Assert.Equal(
        """{"acceptedAt":"2026-03-20T07:03:50Z","actor":{"id":"S-1-5-21-1","name":"HARBOUR\\mkoch","roles":[],"type":"USER","workstation":"SEC-DESK-01"},"additionalMetadata":{"a":"é","seconds":100,"zoom":1.5},"appendedAt":"2026-03-20T07:03:50.12Z","auditableAction":"ENTER","auditableResource":"PLAYBACK","cameras":[{"groups":[],"id":"c1","name":"Camera 1"}],"entryId":"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d","occurredAt":"2026-03-20T07:03:49Z","outcome":{"events":[],"milestoneLog":false,"notificationChannels":[]},"reason":"Theft - container","resourceName":"Camera 1","result":"SUCCEEDED","rules":[],"target":{"level":"TENANT","name":"","path":""},"tenant":"default","version":1}""",
        Text(EntryLeaf.Of(Entry).Attested));

    [Fact]
    public void The_leaf_of_an_ordinary_entry_is_its_attested_bytes_and_reads_back()
    {
        EntryLeaf leaf = EntryLeaf.Of(Entry);

        Assert.False(leaf.IsDigest);
        Assert.Equal(leaf.Attested.ToArray(), leaf.Bytes.ToArray());
        Assert.Equal(MerkleTree.LeafHash(leaf.Attested.Span), leaf.Hash);
        Assert.Equal(leaf.Hash, EntryLeaf.HashOfJson(WireFormat.Serialize(Entry)));
        AuditEntry read = EntryLeaf.Read(leaf.Bytes.Span, _ => null).Read(41);
        Assert.Equal(41, read.Position);
        Assert.Equal(leaf.Hash, EntryLeaf.Of(read).Hash);
        Assert.Equal((Entry.EntryId, Entry.Reason, Entry.AppendedAt), (read.EntryId, read.Reason, read.AppendedAt));
    }

    [Fact]
    public void Position_white_space_and_order_do_not_matter()
    {
        TreeHash hash = EntryLeaf.Of(Entry).Hash;
        JsonObject json = JsonNode.Parse(WireFormat.Serialize(Entry))!.AsObject();
        var reversed = new JsonObject(json.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

        Assert.Equal(hash, EntryLeaf.Of(Entry with { Position = null }).Hash);
        Assert.Equal(hash, EntryLeaf.Of(Entry with { Position = 0 }).Hash);
        Assert.Equal(hash, EntryLeaf.HashOfJson(Encoding.UTF8.GetBytes(reversed.ToJsonString(new() { WriteIndented = true }))));
    }

    [Fact]
    public void Only_the_entry_s_own_position_is_left_out()
    {
        TreeHash one = EntryLeaf.Of(Entry with { AdditionalMetadata = new JsonText("""{"position":1}""") }).Hash;
        TreeHash two = EntryLeaf.Of(Entry with { AdditionalMetadata = new JsonText("""{"position":2}""") }).Hash;

        Assert.NotEqual(one, two);
        Assert.Equal("{}", Text(EntryLeaf.OfJson("{\"position\":1}"u8).Attested));
        Assert.Equal("{\"b\":1}", Text(EntryLeaf.OfJson("{\"b\":1,\"position\":{}}"u8).Attested));
        Assert.Equal("{\"a\":1,\"z\":{\"position\":2}}", Text(EntryLeaf.OfJson("{\"z\":{\"position\":2},\"position\":7,\"a\":1}"u8).Attested));
        Assert.Throws<LedgerFormatException>(() => EntryLeaf.OfJson("{\"position\":1,\"position\":1}"u8));
    }

    [Fact]
    public void Every_member_is_covered()
    {
        TreeHash hash = EntryLeaf.Of(Entry).Hash;
        JsonObject json = JsonNode.Parse(WireFormat.Serialize(Entry with { CorrelationId = Guid.NewGuid(), PublishedBy = "x", Recording = new(), NewState = new("1"), PreviousState = new("2") }))!.AsObject();
        Assert.Equal(typeof(AuditEntry).GetProperties().Length, json.Count);
        hash = EntryLeaf.HashOfJson(Encoding.UTF8.GetBytes(json.ToJsonString()));
        foreach (string name in json.Select(member => member.Key).Where(name => name != "position").ToArray())
        {
            JsonObject changed = json.DeepClone().AsObject();
            changed[name] = "changed";
            Assert.NotEqual(hash, EntryLeaf.HashOfJson(Encoding.UTF8.GetBytes(changed.ToJsonString())));
            changed.Remove(name);
            Assert.NotEqual(hash, EntryLeaf.HashOfJson(Encoding.UTF8.GetBytes(changed.ToJsonString())));
        }

        json["fieldOfTomorrow"] = 1;
        Assert.NotEqual(hash, EntryLeaf.HashOfJson(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    [Fact]
    public void An_entry_that_no_bundle_can_hold_is_there_by_its_digest()
    {
        AuditEntry large = Entry with { Cameras = [.. Enumerable.Range(0, 5000).Select(i => new CameraRef { Id = $"c{i}", Name = $"Camera {i}" })] };
        EntryLeaf leaf = EntryLeaf.Of(large);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(leaf.Attested.Span));

        Assert.True(leaf.IsDigest);
        Assert.Equal($$"""{"attestedSha256":"{{sha256}}","attestedSize":{{leaf.Attested.Length}},"entryId":"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d"}""", Text(leaf.Bytes));
        Assert.Equal(MerkleTree.LeafHash(leaf.Bytes.Span), leaf.Hash);
        Assert.Equal(leaf.Hash, EntryLeaf.HashOfJson(WireFormat.Serialize(large)));
        Assert.Equal(5000, EntryLeaf.Read(leaf.Bytes.Span, id => id == large.EntryId ? leaf.Attested : null).Read(7).Cameras.Count);
        Assert.Throws<LedgerFormatException>(() => EntryLeaf.Read(leaf.Bytes.Span, _ => null));
        Assert.Throws<LedgerFormatException>(() => EntryLeaf.Read(leaf.Bytes.Span, _ => WireFormat.Serialize(large with { Reason = "other" })));
        Assert.Throws<LedgerFormatException>(() => EntryLeaf.Read(leaf.Bytes.Span, _ => EntryLeaf.Of(Entry).Attested));
    }

    [Fact]
    public void The_digest_begins_one_byte_beyond_what_a_bundle_holds()
    {
        byte[] Padded(int size)
        {
            string start = "{\"entryId\":\"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d\",\"p\":\"";
            return Encoding.UTF8.GetBytes(start + new string('x', size - start.Length - 2) + "\"}");
        }

        Assert.False(EntryLeaf.OfJson(Padded(65535)).IsDigest);
        Assert.True(EntryLeaf.OfJson(Padded(65536)).IsDigest);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"attestedSha256\":\"x\"}")]
    [InlineData("{\"position\":1,\"attestedSha256\":\"x\",\"entryId\":\"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d\"}")]
    public void What_is_no_entry_has_no_leaf(string json)
    {
        Assert.Throws<LedgerFormatException>(() => EntryLeaf.OfJson(Encoding.UTF8.GetBytes(json)));
        Assert.Throws<LedgerFormatException>(() => EntryLeaf.HashOfJson(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("{\"b\":1,\"a\":1}")]
    [InlineData("{\"position\":1}")]
    public void A_leaf_that_is_not_canonical_is_refused(string leaf) =>
        Assert.Throws<LedgerFormatException>(() => EntryLeaf.Read(Encoding.UTF8.GetBytes(leaf), _ => null));

    [Fact]
    public void An_entry_whose_JSON_text_is_no_I_JSON_has_no_leaf() =>
        Assert.Throws<LedgerFormatException>(() => EntryLeaf.Of(Entry with { AdditionalMetadata = new JsonText("""{"a":1,"a":2}""") }));

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
