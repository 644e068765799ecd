using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Wire;

/// <summary>
/// Times as RFC 3339 in UTC with a trailing <c>Z</c> and as many fractional digits as needed (at most seven). Read with any
/// offset; a time without one is refused, because nobody could say when it was.
/// </summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (text is not null && HasOffset(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time.ToUniversalTime();
        }

        throw new JsonException("a time must be ISO 8601 with 'Z' or an offset, like 2026-03-20T07:03:49Z");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));

    private static bool HasOffset(string text)
    {
        // yyyy-MM-ddTHH:mm at least, then an offset somewhere behind the time. Other orders of day and month are not guessed at.
        if (text.Length < 17 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
        {
            return false;
        }

        char last = text[text.Length - 1];
        return last is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > 10;
    }
}
