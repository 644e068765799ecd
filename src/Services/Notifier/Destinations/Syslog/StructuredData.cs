using System.Globalization;
using System.Text;
using Auditor.Contracts;
using Auditor.Notifier.Formats;

namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>The STRUCTURED-DATA of RFC 5424 (6.3): one element with the entry's fields, the table of which stands in docs/siem.md.</summary>
internal static class StructuredData
{
    /// <summary>Kept free for saying what was shortened.</summary>
    private const int RoomForShortened = 160;

    /// <param name="notification">What to tell.</param>
    /// <param name="enterpriseNumber">Of the element's name.</param>
    /// <param name="mostBytes">Bytes of UTF-8, at most. What does not fit is shortened or left out, and named in <c>shortened</c>.</param>
    public static string Of(Notification notification, long enterpriseNumber, int mostBytes)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"[auditor@{enterpriseNumber}");
        BoundedFields fields = Fields(notification, mostBytes - name.Length - 1 - RoomForShortened);
        if (fields.Shortened.Count == 0)
        {
            return name + fields + "]";
        }

        var shortened = new BoundedFields(RoomForShortened, "=\"", "\"", IsEscaped);
        shortened.Add("shortened", string.Join(",", fields.Shortened));
        return name + fields + shortened + "]";
    }

    private static BoundedFields Fields(Notification notification, int room)
    {
        AuditEntry entry = notification.Entry;
        var fields = new BoundedFields(room, "=\"", "\"", IsEscaped);
        fields.Add("position", notification.Position);
        fields.Add("entryId", entry.EntryId.ToString("D"));
        fields.Add("resource", entry.AuditableResource, 64);
        fields.Add("action", entry.AuditableAction, 64);
        fields.Add("result", entry.Result, 64);
        fields.Add("occurredAt", Time(entry.OccurredAt));
        fields.Add("acceptedAt", Time(entry.AcceptedAt));
        fields.Add("appendedAt", Time(entry.AppendedAt));
        fields.Add("subscriptionId", notification.SubscriptionId.ToString("D"));
        fields.Add("tenant", entry.Tenant, 128);
        fields.Add("actorType", entry.Actor.Type, 32);
        fields.Add("actorName", entry.Actor.Name, 256);
        fields.Add("actorId", entry.Actor.Id, 256);
        fields.Add("workstation", entry.Actor.Workstation, 128);
        fields.Add("cameraCount", entry.Cameras.Count);
        fields.Add("reason", entry.Reason, 1_000);
        fields.Add("correlationId", entry.CorrelationId?.ToString("D"));
        fields.Add("recordingFrom", entry.Recording?.From is { } from ? Time(from) : null);
        fields.Add("recordingTo", entry.Recording?.To is { } to ? Time(to) : null);
        fields.Add("actorDisplayName", entry.Actor.DisplayName, 256);
        fields.Add("resourceName", entry.ResourceName, 512);
        fields.Add("cameras", string.Join(", ", entry.Cameras.Select(camera => camera.Name)), 1_000);
        fields.Add("cameraIds", string.Join(",", entry.Cameras.Select(camera => camera.Id)), 1_000);
        fields.Add("rules", string.Join(", ", entry.Rules.Select(rule => rule.Name)), 500);
        fields.Add("ruleIds", string.Join(",", entry.Rules.Select(rule => rule.Id.ToString("D"))), 500);
        fields.Add("askedBy", string.Join(", ", notification.AskedBy.Select(rule => rule.Name)), 500);
        fields.Add("targetLevel", entry.Target.Name.Length + entry.Target.Path.Length > 0 ? entry.Target.Level : null, 32);
        fields.Add("targetName", entry.Target.Name, 256);
        fields.Add("targetPath", entry.Target.Path, 512);
        fields.Add("session", entry.Actor.Session?.ToString("D"));
        fields.Add("publishedBy", entry.PublishedBy, 128);
        return fields;
    }

    private static bool IsEscaped(Rune rune) => rune.Value is '"' or '\\' or ']';

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
