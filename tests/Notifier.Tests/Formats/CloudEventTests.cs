using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Contracts;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Formats;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Formats;

/// <summary>The rules of CloudEvents 1.0 (spec.md and formats/json-format.md), one by one.</summary>
public sealed partial class CloudEventTests
{
    private static readonly CloudEvent Events = new("urn:auditor:log:harbour.example");

    [Fact]
    public void An_entry_as_an_event_byte_for_byte()
    {
        Notification notification = Sample.Notification();

        string json = Encoding.UTF8.GetString(Events.ToBytes(notification, BodyFormats.Entry));

        Assert.Equal(
            "{\"specversion\":\"1.0\",\"id\":\"" + notification.Entry.EntryId + "\",\"source\":\"urn:auditor:log:harbour.example\",\"type\":\"auditor.playback.act\","
            + "\"subject\":\"harbour/Harbour/Quay 3 north\",\"time\":\"2026-03-20T12:00:00.25Z\",\"datacontenttype\":\"application/json\","
            + "\"recordedtime\":\"2026-03-20T12:00:02.25Z\",\"correlationid\":\"0199c3a2-5b1e-7c44-9a6f-000000000003\","
            + "\"position\":\"41\",\"sequence\":\"0000000000000000041\",\"tenant\":\"harbour\",\"subscription\":\"0199c3a2-5b1e-7c44-9a6f-0000000000aa\","
            + "\"askedby\":\"0199c3a2-5b1e-7c44-9a6f-000000000005\",\"data\":" + notification.Attested + "}",
            json);
    }

    [Theory]
    [InlineData(BodyFormats.Entry)]
    [InlineData(BodyFormats.Ocsf)]
    public void Every_attribute_has_a_name_and_a_value_that_are_allowed(string format)
    {
        AuditEntry entry = Sample.Entry() with { Tenant = "a\u0001b\u0085c\uFFFEd\uFDD0e\U0001F6A2", Target = new Target { Path = "x\r\ny\u007f" } };

        using JsonDocument json = Event(entry, format);

        foreach (JsonProperty attribute in json.RootElement.EnumerateObject().Where(property => property.Name != "data"))
        {
            Assert.Matches(AttributeName(), attribute.Name);
            string value = attribute.Value.GetString()!;
            Assert.NotEqual("", value);
            Assert.All(value.EnumerateRunes(), rune => Assert.False(Rune.IsControl(rune) || rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE));
        }

        Assert.Equal("a b c\uFFFDd\uFFFDe\U0001F6A2", json.RootElement.GetProperty("tenant").GetString());
        Assert.Equal("x  y ", json.RootElement.GetProperty("subject").GetString());
    }

    [Fact]
    public void Sequences_compare_as_texts_as_positions_do_as_numbers()
    {
        long[] positions = [0, 9, 10, 99, 100, int.MaxValue, 10_000_000_000, long.MaxValue];

        string[] sequences = [.. positions.Select(position =>
        {
            using JsonDocument json = JsonDocument.Parse(Events.ToBytes(Sample.Notification(position), BodyFormats.Entry));
            Assert.Equal(position.ToString(), json.RootElement.GetProperty("position").GetString());
            return json.RootElement.GetProperty("sequence").GetString()!;
        })];

        Assert.Equal(sequences, sequences.Order(StringComparer.Ordinal));
        Assert.Equal(positions.Length, sequences.Distinct().Count());
    }

    [Fact]
    public void What_is_not_there_is_left_out()
    {
        AuditEntry entry = Sample.Entry() with { CorrelationId = null, Target = new Target(), ResourceName = "" };
        using JsonDocument json = JsonDocument.Parse(Events.ToBytes(Sample.Notification(entry) with { AskedBy = [] }, BodyFormats.Entry));

        Assert.All((string[])["correlationid", "subject", "askedby", "dataschema"], name => Assert.False(json.RootElement.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void Without_a_path_the_subject_is_the_name()
    {
        using JsonDocument json = Event(Sample.Entry() with { Target = new Target() }, BodyFormats.Entry);

        Assert.Equal("Quay 3 north", json.RootElement.GetProperty("subject").GetString());
    }

    [Fact]
    public void An_ocsf_event_as_data_says_its_schema()
    {
        using JsonDocument json = Event(Sample.Entry(), BodyFormats.Ocsf);

        Assert.Equal("https://schema.ocsf.io/1.8.0/classes/datastore_activity", json.RootElement.GetProperty("dataschema").GetString());
        Assert.Equal(6_005, json.RootElement.GetProperty("data").GetProperty("class_uid").GetInt32());
    }

    [Fact]
    public void An_event_that_is_made_again_is_the_same()
    {
        Notification notification = Sample.Notification();

        Assert.Equal(Events.ToBytes(notification, BodyFormats.Ocsf), Events.ToBytes(notification, BodyFormats.Ocsf));
    }

    private static JsonDocument Event(AuditEntry entry, string format) => JsonDocument.Parse(Events.ToBytes(Sample.Notification(entry), format));

    // "MUST consist of lower-case letters or digits", "SHOULD NOT exceed 20 characters".
    [GeneratedRegex("^[a-z][a-z0-9]{0,19}$")]
    private static partial Regex AttributeName();
}
