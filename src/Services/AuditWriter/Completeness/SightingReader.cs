using System.Text.Json;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Completeness;

/// <summary>
/// Reads from an entry what it says of a client session. Entries of activities carry the whole activity as their metadata, also those
/// of a kind or version that is not known here; every other entry says nothing. It never throws: whatever is in the log, it goes on.
/// </summary>
internal static class SightingReader
{
    private const long HighestExact = (1L << 53) - 1;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <returns>The sighting, if it is one, and when the entry was appended, if it says so.</returns>
    public static (SessionSighting? Sighting, DateTimeOffset? AppendedAt) Read(LoggedEntry logged)
    {
        if (logged.Attested is not { } attested)
        {
            return (null, null);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(attested, Deep);
            return (Read(logged, document.RootElement), Time(document.RootElement, "appendedAt"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return (null, null);
        }
    }

    private static SessionSighting? Read(LoggedEntry logged, JsonElement entry)
    {
        // Only of an activity is the entry's id the activity's.
        if (Part(entry, "additionalMetadata") is not { } activity
            || Id(activity, "activityId") != logged.EntryId
            || Id(activity, "clientSessionId") is not { } session
            || Text(activity, "kind") is not { } kind
            || Time(entry, "occurredAt") is not { } occurred
            || Time(entry, "acceptedAt") is not { } accepted
            || Time(entry, "appendedAt") is not { } appended)
        {
            return null;
        }

        JsonElement? actor = Part(entry, "actor");
        return new SessionSighting
        {
            Position = logged.Position,
            SessionId = session,
            Number = Whole(activity, "sequenceNumber") is { } number and >= 1 and <= HighestExact ? number : null,
            Kind = kind,
            OccurredAt = occurred,
            AcceptedAt = accepted,
            AppendedAt = appended,
            Tenant = Text(entry, "tenant") ?? Tenants.Default,
            Site = Part(activity, "site") is { } site ? Text(site, "name") ?? "" : "",
            User = UserOf(actor),
            Workstation = actor is { } who ? Text(who, "workstation") : null,
            PluginVersion = Text(activity, "pluginVersion"),
            Health = Part(activity, "client") is { } client
                ? new ClientHealth { SpoolDepth = Whole(client, "spoolDepth"), ClockOffsetMilliseconds = Whole(client, "clockOffsetMilliseconds") }
                : null,
        };
    }

    private static string UserOf(JsonElement? actor)
    {
        string? name = actor is { } who ? Text(who, "name") : null;
        return string.IsNullOrEmpty(name) && actor is { } nameless ? Text(nameless, "id") ?? "" : name ?? "";
    }

    private static JsonElement? Part(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static Guid? Id(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String && text.TryGetGuid(out Guid id) ? id : null;

    private static long? Whole(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long whole) ? whole : null;

    private static DateTimeOffset? Time(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String && text.TryGetDateTimeOffset(out DateTimeOffset time)
            ? time.ToUniversalTime()
            : null;
}
