using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auditor.Wire;

/// <summary>
/// The JSON form of every contract: camelCase, UTC ISO 8601 times, enums as camelCase words, absent instead of null,
/// unknown fields ignored. The same on the bus, in the stores and over HTTP (docs/wire.md).
/// </summary>
public static class WireFormat
{
    /// <summary>Media type of every body.</summary>
    public const string ContentType = "application/json";

    /// <summary>Shared and read-only.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>UTF-8, no byte order mark.</summary>
    public static byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static string SerializeToText<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>The value as a <see cref="Contracts.JsonText"/>.</summary>
    public static Contracts.JsonText ToJsonText<T>(T value) => new(SerializeToText(value));

    /// <exception cref="WireException">No JSON, or not of this shape; the message names the field.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options) ?? throw new WireException("The body is JSON null; an object is expected.");
        }
        catch (JsonException problem)
        {
            throw new WireException(Explain(problem), problem);
        }
        catch (InvalidOperationException problem)
        {
            // How the JSON library says that a text holds half a surrogate pair or bytes that are no UTF-8.
            throw new WireException("The body holds a text that is not valid Unicode.", problem);
        }
    }

    /// <inheritdoc cref="Deserialize{T}(ReadOnlySpan{byte})"/>
    public static T Deserialize<T>(string json) => Deserialize<T>(Encoding.UTF8.GetBytes(json).AsSpan());

    /// <summary>Applies the wire format to options that something else owns, such as the HTTP stack's.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        // What an activity nests is wrapped twice on its way to an entry.
        options.MaxDepth = 128;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OmitNullJson } };
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new JsonTextConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>Says what is wrong with a body in words for the one who sent it: the field, what is wrong, what is allowed, and where.</summary>
    public static string Explain(JsonException problem)
    {
        string where = problem.LineNumber is { } line ? $" (line {line + 1}, byte {problem.BytePositionInLine + 1})" : "";
        return $"Wrong value in {WireProblem.FieldOf(problem)}: {WireProblem.WhatIsWrong(problem)}{where}.";
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>A JSON value that is null is absent like any other null, although its carrier is a struct.</summary>
    private static void OmitNullJson(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.PropertyType == typeof(Contracts.JsonText))
            {
                property.ShouldSerialize = (_, value) => value is Contracts.JsonText { IsNull: false };
            }
        }
    }
}
