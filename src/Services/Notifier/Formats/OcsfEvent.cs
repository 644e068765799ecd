using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Notifier.Destinations;

namespace Auditor.Notifier.Formats;

/// <summary>
/// An entry as an event of the Open Cybersecurity Schema Framework 1.8.0 (ocsf/ocsf-schema). The attested bytes go along as
/// <c>raw_data</c>, so that nothing is lost and the receiver can check the entry against the log.
/// </summary>
internal static class OcsfEvent
{
    public const string SchemaVersion = "1.8.0";

    /// <summary>Beyond this the raw entry is left out and only its size and hash are given; as for leaves (docs/ledger.md).</summary>
    public const int LargestRawData = 65_535;

    private const int AlgorithmSha256 = 3;
    private const string Product = "Auditor";

    private static readonly string Version = typeof(OcsfEvent).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Address of the class that an entry becomes, on the schema's own server.</summary>
    public static string SchemaOf(AuditEntry entry) => $"https://schema.ocsf.io/{SchemaVersion}/classes/{OcsfMapping.Of(entry).Class.SchemaName}";

    /// <summary>Writes the event as one JSON object.</summary>
    public static void Write(Utf8JsonWriter json, Notification notification)
    {
        AuditEntry entry = notification.Entry;
        OcsfActivity activity = OcsfMapping.Of(entry);
        json.WriteStartObject();
        WriteClassification(json, entry, activity);
        json.WriteNumber("time", entry.OccurredAt.ToUnixTimeMilliseconds());
        json.WriteString("message", MessageOf(entry));
        WriteMetadata(json, notification, activity.Class);
        OcsfObjects.WriteActor(json, entry.Actor);
        WriteWhere(json, entry, activity.Class);
        WriteWhat(json, entry, activity.Class);
        WriteRawData(json, notification.Attested);
        WriteUnmapped(json, notification);
        json.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter json, AuditEntry entry, OcsfActivity activity)
    {
        (int severity, string severityName) = OcsfMapping.SeverityOf(entry);
        (int status, string statusName) = OcsfMapping.StatusOf(entry);
        json.WriteNumber("category_uid", activity.Class.CategoryUid);
        json.WriteString("category_name", activity.Class.CategoryName);
        json.WriteNumber("class_uid", activity.Class.Uid);
        json.WriteString("class_name", activity.Class.Name);
        json.WriteNumber("activity_id", activity.Id);
        json.WriteString("activity_name", activity.Name);
        json.WriteNumber("type_uid", activity.TypeUid);
        json.WriteString("type_name", activity.TypeName);
        json.WriteNumber("severity_id", severity);
        json.WriteString("severity", severityName);
        json.WriteNumber("status_id", status);
        json.WriteString("status", statusName);
        json.WriteString("status_code", entry.Result);
    }

    private static void WriteMetadata(Utf8JsonWriter json, Notification notification, OcsfClass @class)
    {
        AuditEntry entry = notification.Entry;
        json.WriteStartObject("metadata");
        json.WriteString("version", SchemaVersion);
        json.WriteStartObject("product");
        json.WriteString("name", Product);
        json.WriteString("vendor_name", Product);
        json.WriteString("version", Version);
        json.WriteEndObject();
        json.WriteString("uid", entry.EntryId);
        json.WriteString("event_code", EventTypes.Of(entry));
        json.WriteIfAny("correlation_uid", entry.CorrelationId?.ToString("D"));
        json.WriteString("tenant_uid", entry.Tenant);
        json.WriteString("log_name", "audit log");
        json.WriteString("log_provider", Product);
        json.WriteNumber("logged_time", entry.AppendedAt.ToUnixTimeMilliseconds());
        json.WriteWire("original_time", entry.OccurredAt);
        if (notification.Position <= int.MaxValue)
        {
            // An integer of OCSF; where that has 32 bits a larger one would be refused. The position is in "unmapped" in any case.
            json.WriteNumber("sequence", notification.Position);
        }

        if (@class.NeedsHostProfile)
        {
            json.WriteStartArray("profiles");
            json.WriteStringValue("host");
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteWhere(Utf8JsonWriter json, AuditEntry entry, OcsfClass @class)
    {
        if (@class.NeedsHostProfile)
        {
            OcsfObjects.WriteDevice(json, entry.Actor);
        }
        else
        {
            OcsfObjects.WriteSourceEndpoint(json, entry.Actor);
        }
    }

    private static void WriteWhat(Utf8JsonWriter json, AuditEntry entry, OcsfClass @class)
    {
        if (@class == OcsfClass.DatastoreActivity)
        {
            OcsfObjects.WriteRecordings(json, entry);
        }
        else if (@class == OcsfClass.EntityManagement)
        {
            OcsfObjects.WriteEntity(json, "entity", entry, entry.PreviousState);
            OcsfObjects.WriteEntity(json, "entity_result", entry, entry.NewState);
            json.WriteIfAny("comment", entry.Reason);
        }
        else if (@class == OcsfClass.AccountChange)
        {
            OcsfObjects.WriteUser(json, "user", entry.ResourceName);
        }
        else if (@class == OcsfClass.Authentication)
        {
            OcsfObjects.WriteUser(json, "user", entry.Actor);
            OcsfObjects.WriteNamed(json, "service", Product);
        }
        else if (@class == OcsfClass.EventLogActivity)
        {
            json.WriteString("log_name", entry.ResourceName.Length > 0 ? entry.ResourceName : "audit log");
            json.WriteString("log_provider", Product);
            json.WriteNumber("log_type_id", 2);
            json.WriteString("log_type", "Application");
        }
        else if (@class == OcsfClass.ApplicationLifecycle)
        {
            json.WriteStartObject("app");
            json.WriteString("name", "XProtect client");
            json.WriteString("vendor_name", "Milestone Systems");
            json.WriteEndObject();
        }
    }

    private static void WriteRawData(Utf8JsonWriter json, string attested)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(attested);
        if (bytes.Length <= LargestRawData)
        {
            json.WriteString("raw_data", attested);
        }

        json.WriteStartObject("raw_data_hash");
        json.WriteNumber("algorithm_id", AlgorithmSha256);
        json.WriteString("algorithm", "SHA-256");
        json.WriteString("value", Convert.ToHexStringLower(SHA256.HashData(bytes)));
        json.WriteEndObject();
        json.WriteNumber("raw_data_size", bytes.Length);
    }

    /// <summary>What has no place in the schema.</summary>
    private static void WriteUnmapped(Utf8JsonWriter json, Notification notification)
    {
        AuditEntry entry = notification.Entry;
        json.WriteStartObject("unmapped");
        json.WriteNumber("position", notification.Position);
        json.WriteString("subscription", notification.SubscriptionId);
        json.WriteAskedBy("askedBy", notification);
        json.WriteString("auditableResource", entry.AuditableResource);
        json.WriteString("auditableAction", entry.AuditableAction);
        json.WriteString("resourceName", entry.ResourceName);
        json.WriteWire("target", entry.Target);
        json.WriteIfAny("reason", entry.Reason);
        json.WriteIfAny("publishedBy", entry.PublishedBy);
        json.WriteWire("acceptedAt", entry.AcceptedAt);
        json.WriteStartArray("cameras");
        foreach (CameraRef camera in entry.Cameras)
        {
            json.WriteStartObject();
            json.WriteString("id", camera.Id);
            json.WriteString("name", camera.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (entry.Recording is { } recording)
        {
            json.WriteWire("recording", recording);
        }

        json.WriteWire("rules", entry.Rules);
        json.WriteEndObject();
    }

    /// <summary>The entry in one line for people.</summary>
    private static string MessageOf(AuditEntry entry)
    {
        string what = $"{OcsfObjects.NameOf(entry.Actor)}: {EventTypes.Of(entry)} {entry.ResourceName}".TrimEnd();
        return string.IsNullOrWhiteSpace(entry.Reason) ? what : $"{what} (reason: {entry.Reason})";
    }
}
