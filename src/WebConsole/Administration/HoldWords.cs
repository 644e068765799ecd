using System.Globalization;
using System.Text.Json;
using Auditor.WebConsole.Log;

namespace Auditor.WebConsole.Administration;

/// <summary>What a hold holds, in words.</summary>
internal static class HoldWords
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["from"] = "from", ["to"] = "until", ["actor"] = "by", ["camera"] = "camera", ["resource"] = "", ["action"] = "", ["reason"] = "reason has", ["tenant"] = "tenant",
        ["targetName"] = "target", ["targetLevel"] = "level", ["result"] = "", ["rule"] = "rule", ["session"] = "client session", ["correlation"] = "together with",
        ["recordingFrom"] = "recordings from", ["recordingTo"] = "recordings until",
    };

    public static string Of(Hold hold, TimeZoneInfo zone)
    {
        if (hold.Filter.IsNull)
        {
            return "everything";
        }

        using var filter = JsonDocument.Parse(hold.Filter.ToString());
        string[] parts = [.. filter.RootElement.EnumerateObject().Where(field => field.Value.ValueKind is JsonValueKind.String).Select(field => Part(field.Name, field.Value.GetString()!, zone))];
        return parts.Length == 0 ? "everything" : string.Join("; ", parts);
    }

    private static string Part(string name, string value, TimeZoneInfo zone) => (Labels.GetValueOrDefault(name, name) + " " + name switch
    {
        "from" or "to" or "recordingFrom" or "recordingTo" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out DateTimeOffset time) => zone.DateAndTime(time),
        "resource" => EntryWords.Resource(value),
        "action" or "result" or "targetLevel" => EntryWords.Sentence(value),
        _ => value,
    }).Trim();
}
