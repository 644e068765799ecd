using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Formats;

namespace Auditor.Notifier.Tests.Formats;

/// <summary>What OCSF 1.8.0 asks of the classes that entries become, and which they become.</summary>
public sealed partial class OcsfTests
{
    private static readonly string[] OfEvery =
    [
        "activity_id", "activity_name", "category_name", "category_uid", "class_name", "class_uid", "message", "metadata", "raw_data", "raw_data_hash",
        "raw_data_size", "severity", "severity_id", "status", "status_code", "status_id", "time", "type_name", "type_uid", "unmapped", "actor",
    ];

    /// <summary>What a class asks for and recommends that we have, beside what every event has.</summary>
    private static readonly Dictionary<int, string[]> OfClass = new()
    {
        [0] = ["device"],
        [1_008] = ["src_endpoint", "log_name", "log_provider", "log_type", "log_type_id"],
        [3_001] = ["src_endpoint", "user"],
        [3_002] = ["src_endpoint", "user", "service"],
        [3_004] = ["src_endpoint", "entity", "entity_result", "comment"],
        [6_002] = ["device", "app"],
        [6_005] = ["src_endpoint", "database", "type", "type_id"],
    };

    /// <summary>Every resource and action of the catalogue, from the page that is generated from it.</summary>
    public static TheoryData<string, string> Catalogued
    {
        get
        {
            var all = new TheoryData<string, string>();
            string resource = "";
            foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", "catalogue.md")))
            {
                if (Heading().Match(line) is { Success: true } heading)
                {
                    resource = heading.Groups["word"].Value;
                }
                else if (resource.Length > 0 && Row().Match(line) is { Success: true } row)
                {
                    all.Add(resource, row.Groups["word"].Value);
                }
            }

            return all;
        }
    }

    [Theory]
    [InlineData("PLAYBACK", "ENTER", 6_005, 1, "Datastore Activity: Read")]
    [InlineData("PLAYBACK", "ACT", 6_005, 1, "Datastore Activity: Read")]
    [InlineData("PLAYBACK", "LEAVE", 6_005, 99, "Datastore Activity: Leave")]
    [InlineData("INDEPENDENT_PLAYBACK", "ENABLE", 6_005, 1, "Datastore Activity: Read")]
    [InlineData("EXPORT", "ENTER", 6_005, 99, "Datastore Activity: Enter")]
    [InlineData("EXPORT", "COMPLETE", 6_005, 4, "Datastore Activity: Query")]
    [InlineData("REASON", "DECLINE", 6_005, 99, "Datastore Activity: Decline")]
    [InlineData("SCHEME", "DEPLOY", 3_004, 10, "Entity Management: Activate")]
    [InlineData("CAMERA_SETTINGS", "ADD", 3_004, 1, "Entity Management: Create")]
    [InlineData("TRIGGER", "REMOVE", 3_004, 4, "Entity Management: Delete")]
    [InlineData("AUDIT_RULE", "UPDATE", 3_004, 3, "Entity Management: Update")]
    [InlineData("API_KEY", "REVOKE", 3_004, 9, "Entity Management: Disable")]
    [InlineData("ACCOUNT", "SET_PASSWORD", 3_001, 4, "Account Change: Password Reset")]
    [InlineData("ACCESS", "SIGN_IN", 3_002, 1, "Authentication: Logon")]
    [InlineData("ACCESS", "REFUSE", 3_002, 99, "Authentication: Refuse")]
    [InlineData("AUDIT_LOG", "EXPORT", 1_008, 3, "Event Log Activity: Export")]
    [InlineData("AUDIT_LOG", "ERASE", 1_008, 2, "Event Log Activity: Delete")]
    [InlineData("AUDIT_LOG", "READ", 1_008, 99, "Event Log Activity: Read")]
    [InlineData("CLIENT", "START", 6_002, 3, "Application Lifecycle: Start")]
    [InlineData("CLIENT", "GAP", 6_002, 99, "Application Lifecycle: Gap")]
    [InlineData("OUTCOME", "DELIVER", 0, 99, "Base Event: Deliver")]
    [InlineData("UNRECOGNIZED", "RECEIVE", 0, 99, "Base Event: Receive")]
    [InlineData("FROM_THE_FUTURE", "", 0, 99, "Base Event: Unknown")]
    public void An_entry_is_an_activity_of_a_class(string resource, string action, int classUid, int activityId, string typeName)
    {
        JsonElement json = Event(Sample.Entry(resource, action));

        Assert.Equal(classUid, json.GetProperty("class_uid").GetInt32());
        Assert.Equal(classUid / 1_000, json.GetProperty("category_uid").GetInt32());
        Assert.Equal(activityId, json.GetProperty("activity_id").GetInt32());
        Assert.Equal((classUid * 100) + activityId, json.GetProperty("type_uid").GetInt32());
        Assert.Equal(typeName, json.GetProperty("type_name").GetString());
    }

    [Theory]
    [MemberData(nameof(Catalogued))]
    public void Whatever_the_catalogue_has_becomes_an_event_with_what_its_class_asks_for(string resource, string action)
    {
        JsonElement json = Event(Sample.Entry(resource, action));
        JsonElement bare = Event(new AuditEntry { EntryId = Guid.CreateVersion7(), AuditableResource = resource, AuditableAction = action, Actor = new Actor() });
        string[] expected = [.. OfEvery, .. OfClass[json.GetProperty("class_uid").GetInt32()]];

        Assert.Equal(expected.Order(StringComparer.Ordinal), json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        // Of an entry that says next to nothing, only what is optional is left out.
        Assert.Empty(expected.Except(["comment", "entity_result"]).Except(bare.EnumerateObject().Select(property => property.Name)));
        Assert.NotEqual("", bare.GetProperty("actor").GetProperty("user").GetProperty("name").GetString());
    }

    [Fact]
    public void Who_where_and_when_are_where_the_schema_has_them()
    {
        AuditEntry entry = Sample.Entry();
        JsonElement json = Event(entry);
        JsonElement metadata = json.GetProperty("metadata");
        JsonElement user = json.GetProperty("actor").GetProperty("user");

        Assert.Equal(1_774_008_000_250, json.GetProperty("time").GetInt64());
        Assert.Equal(1_774_008_002_250, metadata.GetProperty("logged_time").GetInt64());
        Assert.Equal("1.8.0", metadata.GetProperty("version").GetString());
        Assert.Equal("Auditor", metadata.GetProperty("product").GetProperty("name").GetString());
        Assert.Equal(entry.EntryId, metadata.GetProperty("uid").GetGuid());
        Assert.Equal("playback.act", metadata.GetProperty("event_code").GetString());
        Assert.Equal(entry.CorrelationId, metadata.GetProperty("correlation_uid").GetGuid());
        Assert.Equal("harbour", metadata.GetProperty("tenant_uid").GetString());
        Assert.Equal(41, metadata.GetProperty("sequence").GetInt64());
        Assert.Equal(("mkoch", "HARBOUR", "S-1-5-21-1-2-3-1103", "Martina Koch", 1), (
            user.GetProperty("name").GetString(), user.GetProperty("domain").GetString(), user.GetProperty("uid").GetString(),
            user.GetProperty("full_name").GetString(), user.GetProperty("type_id").GetInt32()));
        Assert.Equal("Operators", user.GetProperty("groups")[0].GetProperty("name").GetString());
        Assert.Equal(entry.Actor.Session, json.GetProperty("actor").GetProperty("session").GetProperty("uid").GetGuid());
        Assert.Equal("HB-OPS-2", json.GetProperty("src_endpoint").GetProperty("hostname").GetString());
        Assert.Equal("Quay 3 north", json.GetProperty("database").GetProperty("name").GetString());
        Assert.Equal("HARBOUR\\mkoch: playback.act Quay 3 north (reason: Theft — container 4711, \"blue\" <door>)", json.GetProperty("message").GetString());
        Assert.Equal("cam-1", json.GetProperty("unmapped").GetProperty("cameras")[0].GetProperty("id").GetString());
        Assert.Equal("2026-03-20T10:00:00.25Z", json.GetProperty("unmapped").GetProperty("recording").GetProperty("from").GetString());
    }

    [Fact]
    public void A_change_has_the_entity_before_and_after()
    {
        JsonElement json = Event(Sample.Entry(AuditableResources.CameraSettings, AuditableActions.Update));

        Assert.Equal(60, json.GetProperty("entity").GetProperty("data").GetProperty("value").GetInt32());
        Assert.Equal(75, json.GetProperty("entity_result").GetProperty("data").GetProperty("value").GetInt32());
        Assert.Equal("Camera settings", json.GetProperty("entity").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("PLAYBACK", "ENTER", "SUCCEEDED", 1, "Success", 1)]
    [InlineData("EXPORT", "FAIL", "FAILED", 2, "Failure", 2)]
    [InlineData("ACCESS", "REFUSE", "DENIED", 2, "Failure", 2)]
    [InlineData("EXPORT", "CANCEL", "CANCELLED", 99, "Cancelled", 1)]
    [InlineData("EXPORT", "FAIL", "UNKNOWN", 0, "Unknown", 1)]
    [InlineData("REASON", "DECLINE", "SUCCEEDED", 1, "Success", 2)]
    [InlineData("CLIENT", "GAP", "SUCCEEDED", 1, "Success", 3)]
    [InlineData("AUDIT_LOG", "ERASE", "SUCCEEDED", 1, "Success", 3)]
    [InlineData("AUDIT_LOG", "REFUSE", "SUCCEEDED", 1, "Success", 4)]
    public void How_it_ended_and_how_bad_it_is(string resource, string action, string result, int statusId, string status, int severityId)
    {
        JsonElement json = Event(Sample.Entry(resource, action) with { Result = result });

        Assert.Equal((statusId, status, result, severityId), (
            json.GetProperty("status_id").GetInt32(), json.GetProperty("status").GetString(), json.GetProperty("status_code").GetString(), json.GetProperty("severity_id").GetInt32()));
    }

    [Fact]
    public void The_raw_data_is_what_the_log_attests()
    {
        AuditEntry entry = Sample.Entry();
        JsonElement json = Event(entry);
        byte[] raw = Encoding.UTF8.GetBytes(json.GetProperty("raw_data").GetString()!);

        Assert.Equal(EntryLeaf.Of(entry).Hash, EntryLeaf.HashOfAttested(raw));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(raw)), json.GetProperty("raw_data_hash").GetProperty("value").GetString());
        Assert.Equal(3, json.GetProperty("raw_data_hash").GetProperty("algorithm_id").GetInt32());
        Assert.Equal(raw.Length, json.GetProperty("raw_data_size").GetInt32());
    }

    [Fact]
    public void Of_a_large_entry_only_hash_and_size_go_along()
    {
        AuditEntry entry = Sample.Entry() with { Cameras = [.. Enumerable.Range(0, 2_000).Select(n => new CameraRef { Id = "cam-" + n, Name = "Camera " + n })] };
        JsonElement json = Event(entry);

        Assert.False(json.TryGetProperty("raw_data", out _));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(EntryLeaf.AttestedOf(entry))), json.GetProperty("raw_data_hash").GetProperty("value").GetString());
        Assert.Equal(2_000, json.GetProperty("unmapped").GetProperty("cameras").GetArrayLength());
    }

    [Fact]
    public void A_position_beyond_32_bits_is_no_sequence_of_ocsf()
    {
        JsonElement json = Event(Sample.Entry(), 3_000_000_000);

        Assert.False(json.GetProperty("metadata").TryGetProperty("sequence", out _));
        Assert.Equal(3_000_000_000, json.GetProperty("unmapped").GetProperty("position").GetInt64());
    }

    [Fact]
    public void The_whole_catalogue_is_looked_at() => Assert.True(Catalogued.Count > 50);

    private static JsonElement Event(AuditEntry entry, long position = 41)
    {
        Notification notification = Sample.Notification(entry, position);
        using JsonDocument json = JsonDocument.Parse(JsonBody.Write(writer => OcsfEvent.Write(writer, notification)));
        return json.RootElement.Clone();
    }

    [GeneratedRegex("^## (?<word>[A-Z_]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| `(?<word>[A-Z_]+)` \\|", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
