using System.Text;
using System.Text.Json.Nodes;
using Auditor.Contracts;

namespace Auditor.Wire.Tests;

public sealed class ActivityReaderTests
{
    [Fact]
    public void A_known_activity_is_read_whole()
    {
        ActivityReading reading = ActivityReader.Read(WireFormat.Serialize(Samples.Activity));

        Assert.True(reading.Original.IsNull);
        Assert.Equal(WireFormat.SerializeToText(Samples.Activity), WireFormat.SerializeToText(reading.Activity));
    }

    [Fact]
    public void Unknown_fields_are_ignored()
    {
        ActivityReading reading = Read(body => body["mood"] = "curious");

        Assert.True(reading.Original.IsNull);
        Assert.Equal(Samples.Activity.ActivityId, reading.Activity.ActivityId);
    }

    [Theory]
    [InlineData("kind", "\"DroneLaunched\"")]
    [InlineData("version", "2")]
    public void An_unknown_kind_or_a_newer_version_is_kept_as_it_came(string field, string value)
    {
        byte[] body = Body(json =>
        {
            json[field] = JsonNode.Parse(value);
            json["playback"] = "of another shape than today's";
        });

        ActivityReading reading = ActivityReader.Read(body);

        Assert.Equal(Encoding.UTF8.GetString(body), reading.Original.Text);
        Assert.Equal(Samples.Activity.SequenceNumber, reading.Activity.SequenceNumber);
        Assert.Equal(Samples.Activity.Actor.Name, reading.Activity.Actor.Name);
    }

    [Theory]
    [InlineData("activityId")]
    [InlineData("kind")]
    [InlineData("clientSessionId")]
    [InlineData("sequenceNumber")]
    [InlineData("observedAt")]
    [InlineData("actor")]
    [InlineData("site")]
    public void What_every_activity_needs_is_named_when_it_is_missing(string field)
    {
        WireException refusal = Assert.Throws<WireException>(() => Read(body => body.Remove(field)));

        Assert.Contains($"'{field}'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("activityId", "\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("activityId", "7")]
    [InlineData("sequenceNumber", "0")]
    [InlineData("sequenceNumber", "1.5")]
    [InlineData("sequenceNumber", "\"1\"")]
    [InlineData("version", "0")]
    [InlineData("observedAt", "\"2026-03-20T07:03:49\"")]
    [InlineData("observedAt", "\"yesterday\"")]
    [InlineData("observedAt", "\"10/11/2026 07:03:49Z\"")]
    [InlineData("cameras", "[null]")]
    [InlineData("cameras", "[{}]")]
    [InlineData("export", "{\"recordings\":[null]}")]
    [InlineData("export", "{\"recordings\":[{\"camera\":null}]}")]
    [InlineData("export", "{\"formats\":[null]}")]
    [InlineData("playback", "{\"verb\":\"PlayForward\",\"speed\":1e400}")]
    [InlineData("actor", "{\"name\":\"x\",\"roles\":[null]}")]
    [InlineData("actor", "{}")]
    [InlineData("actor", "\"admin\"")]
    [InlineData("actor", "{\"type\":\"ROBOT\",\"name\":\"x\"}")]
    [InlineData("cameras", "{}")]
    [InlineData("kind", "\"  \"")]
    public void A_wrong_value_is_refused_by_the_name_of_its_field(string field, string value)
    {
        WireException refusal = Assert.Throws<WireException>(() => Read(body => body[field] = JsonNode.Parse(value)));

        Assert.Contains(field, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"kind\":")]
    [InlineData("{\"kind\":\"x\"} trailing")]
    public void What_is_no_JSON_object_is_refused(string body) =>
        Assert.Throws<WireException>(() => ActivityReader.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused() =>
        Assert.Throws<WireException>(() => ActivityReader.Read(new byte[] { 0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D }));

    [Fact]
    public void Nesting_without_end_is_refused_and_not_a_crash() =>
        Assert.Throws<WireException>(() => ActivityReader.Read(Encoding.UTF8.GetBytes(new string('[', 100_000))));

    [Fact]
    public void A_body_that_is_too_large_is_refused() =>
        Assert.Throws<WireException>(() => ActivityReader.Read(new byte[ActivityReader.MaximumBytes + 1]));

    [Fact]
    public void A_list_without_end_is_refused_by_its_field()
    {
        string tooMany = "[" + string.Join(',', Enumerable.Repeat("{\"id\":\"c\"}", ActivityReader.MaximumCameras + 1)) + "]";

        WireException refusal = Assert.Throws<WireException>(() => Read(body => body["cameras"] = JsonNode.Parse(tooMany)));

        Assert.Contains("'cameras'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"kind\":\"\\ud800\"}")]
    public void Half_a_surrogate_pair_is_refused(string body) =>
        Assert.Throws<WireException>(() => ActivityReader.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void What_is_kept_as_it_came_can_travel_inside_a_decision_and_an_entry()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 55)) + string.Concat(Enumerable.Repeat("]", 55));
        ActivityReading reading = Read(body =>
        {
            body["kind"] = "DroneLaunched";
            body["deep"] = JsonNode.Parse(deep);
        });

        byte[] appended = WireFormat.Serialize(new AuditEntryAppended { Entry = new AuditEntry { AdditionalMetadata = reading.Original } });

        // At the depth at which most readers stop.
        using var read = System.Text.Json.JsonDocument.Parse(appended, new System.Text.Json.JsonDocumentOptions { MaxDepth = 64 });
        Assert.Throws<WireException>(() => Read(body => body["deep"] = JsonNode.Parse("[" + deep + "]")));
    }

    [Fact]
    public void A_refusal_repeats_no_control_characters_and_no_novel()
    {
        string forged = "\r\nfail: forged " + new string('x', 5000);

        WireException refusal = Assert.Throws<WireException>(() => Read(body => body["actor"]!["type"] = forged));

        Assert.DoesNotContain('\n', refusal.Message);
        Assert.True(refusal.Message.Length < 300);
    }

    [Fact]
    public void Lists_that_are_null_become_empty()
    {
        ActivityObserved activity = Read(body =>
        {
            body["cameras"] = null;
            body["actor"]!["roles"] = null;
            body["export"]!["recordings"] = null;
        }).Activity;

        Assert.Empty(activity.Cameras);
        Assert.Empty(activity.Actor.Roles);
        Assert.Empty(activity.Export!.Recordings);
    }

    [Fact]
    public void A_time_with_an_offset_is_the_same_moment_in_UTC()
    {
        ActivityObserved activity = Read(body => body["observedAt"] = "2026-03-20T08:03:49+01:00").Activity;

        Assert.Equal(new DateTimeOffset(2026, 3, 20, 7, 3, 49, TimeSpan.Zero), activity.ObservedAt);
        Assert.Equal(TimeSpan.Zero, activity.ObservedAt.Offset);
    }

    private static ActivityReading Read(Action<JsonObject> change) => ActivityReader.Read(Body(change));

    private static byte[] Body(Action<JsonObject> change)
    {
        JsonObject body = JsonNode.Parse(WireFormat.SerializeToText(Samples.Activity))!.AsObject();
        change(body);
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }
}
