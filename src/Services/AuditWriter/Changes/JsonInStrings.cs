using System.Text.Json;
using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.AuditWriter.Changes;

/// <summary>
/// The shape of the scheme audit log: JSON inside strings. An object or a list is packed into a string and unpacked from one; any
/// other value is itself in either shape, so that the text "1.10" stays a text. Both ways are exact (docs/decisions/0015). Pure.
/// </summary>
internal static class JsonInStrings
{
    /// <summary>Deeper than anything is let in, so that what is too deep is not taken for a plain text.</summary>
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 1024 };

    /// <summary>An entry with its metadata and both states in that shape.</summary>
    public static AuditEntry Pack(AuditEntry entry) => entry with
    {
        AdditionalMetadata = Pack(entry.AdditionalMetadata),
        PreviousState = Pack(entry.PreviousState),
        NewState = Pack(entry.NewState),
    };

    public static JsonText Pack(JsonText value) => value.Text is { } text && IsComposite(text) ? WireFormat.ToJsonText(text) : value;

    /// <summary>The value that a string holds; the value itself when it is no string, or a string that holds neither object nor list.</summary>
    /// <param name="value">A JSON value.</param>
    /// <param name="problem">Why a string holds no JSON, else null.</param>
    /// <exception cref="InvalidOperationException">The string has half of a surrogate pair.</exception>
    public static JsonText Unpack(JsonText value, out JsonException? problem)
    {
        problem = null;
        if (value.Text is not ['"', ..])
        {
            return value;
        }

        using JsonDocument quoted = JsonDocument.Parse(value.Text);
        string content = quoted.RootElement.GetString()!;
        try
        {
            using JsonDocument inner = JsonDocument.Parse(content, Reading);
            return inner.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? new JsonText(inner.RootElement.GetRawText()) : value;
        }
        catch (JsonException unreadable)
        {
            problem = unreadable;
            return value;
        }
    }

    private static bool IsComposite(string json) => json.AsSpan().TrimStart() is ['{' or '[', ..];
}
