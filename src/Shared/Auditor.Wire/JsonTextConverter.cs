using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Contracts;

namespace Auditor.Wire;

/// <summary>Any JSON value, kept as its text and written as itself.</summary>
internal sealed class JsonTextConverter : JsonConverter<JsonText>
{
    public override bool HandleNull => true;

    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        using JsonDocument value = JsonDocument.ParseValue(ref reader);
        return new JsonText(value.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options)
    {
        if (value.IsNull)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(value.Text!);
        }
    }
}
