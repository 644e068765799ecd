using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Storage;

/// <summary>One value as itself, as it was stored before there could be several; several as a list.</summary>
internal sealed class AnyOfConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(AnyOf<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]))!;

    private sealed class Converter<T> : JsonConverter<AnyOf<T>>
        where T : notnull
    {
        public override AnyOf<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return JsonSerializer.Deserialize<T>(ref reader, options)!;
            }

            T[] values = JsonSerializer.Deserialize<T[]>(ref reader, options)!;
            return values.Length > 0 && values.All(value => value is not null) ? new AnyOf<T>(values) : throw new JsonException("A list needs at least one value, and no null.");
        }

        public override void Write(Utf8JsonWriter writer, AnyOf<T> value, JsonSerializerOptions options)
        {
            if (value.Count == 1)
            {
                JsonSerializer.Serialize(writer, value[0], options);
            }
            else
            {
                JsonSerializer.Serialize(writer, value.ToArray(), options);
            }
        }
    }
}
