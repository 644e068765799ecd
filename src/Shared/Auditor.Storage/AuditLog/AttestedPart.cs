using System.Text.Json;

namespace Auditor.Storage;

/// <summary>Single parts of an entry's attested bytes, for whoever needs one of them and not the entry.</summary>
public static class AttestedPart
{
    /// <summary>The bytes of one of the entry's fields, as they stand; empty where there is none.</summary>
    /// <param name="attested">Canonical JSON of an entry.</param>
    /// <param name="field">Name of a field of the entry itself, in UTF-8.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> attested, ReadOnlySpan<byte> field)
    {
        var reader = new Utf8JsonReader(attested);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals(field);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found)
            {
                return attested[start..(int)reader.BytesConsumed];
            }
        }

        return [];
    }
}
