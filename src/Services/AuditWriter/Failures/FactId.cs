using System.Text.Json;

namespace Auditor.AuditWriter.Failures;

/// <summary>The id of the fact that a message is about, read from its body as far as that goes.</summary>
internal static class FactId
{
    /// <summary>The id under which the fact would stand in the log; null when the body names none.</summary>
    public static Guid? In(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement fact = document.RootElement;
            if (fact.ValueKind == JsonValueKind.Object && fact.TryGetProperty("activity", out JsonElement activity))
            {
                fact = activity;
            }

            foreach (string name in (string[])["activityId", "changeId", "deliveryId"])
            {
                if (fact.ValueKind == JsonValueKind.Object
                    && fact.TryGetProperty(name, out JsonElement id)
                    && id.ValueKind == JsonValueKind.String
                    && id.TryGetGuid(out Guid value))
                {
                    return value;
                }
            }

            return null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
