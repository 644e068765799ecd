using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Notifier.Destinations;
using Auditor.Wire;

namespace Auditor.Notifier.Formats;

/// <summary>JSON bodies that carry an entry as it is.</summary>
internal static class JsonBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>UTF-8, no byte order mark.</returns>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(2_048);
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            write(writer);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A property whose value is the attested bytes of the entry, each as the log has it.</summary>
    public static void WriteAttested(this Utf8JsonWriter writer, string name, Notification notification)
    {
        writer.WritePropertyName(name);
        // The log holds nothing but canonical JSON; the check would also refuse what nests deeper than 64 levels, and entries may.
        writer.WriteRawValue(notification.Attested, skipInputValidation: true);
    }

    /// <summary>A property in the form that everything of ours has (docs/wire.md).</summary>
    public static void WriteWire<T>(this Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, WireFormat.Options);
    }

    /// <summary>The rules that asked for the notification, as a list of <c>id</c>, <c>name</c> and <c>version</c>.</summary>
    public static void WriteAskedBy(this Utf8JsonWriter writer, string name, Notification notification)
    {
        writer.WriteStartArray(name);
        foreach (Contracts.RuleMatch rule in notification.AskedBy)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            writer.WriteString("name", rule.Name);
            writer.WriteNumber("version", rule.Version);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>A property, unless there is nothing to say.</summary>
    public static void WriteIfAny(this Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }
}
