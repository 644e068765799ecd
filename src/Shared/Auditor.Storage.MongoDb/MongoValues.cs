using MongoDB.Bson;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Values as they are in documents: ids as UUIDs in the order of their text, times as UTC ticks (BSON's own time has only
/// milliseconds), texts that are compared without regard to case a second time in capitals.
/// </summary>
internal static class MongoValues
{
    public static BsonBinaryData ToBson(this Guid id) => new(id, GuidRepresentation.Standard);

    public static BsonInt64 ToBson(this DateTimeOffset time) => new(time.UtcTicks);

    public static BsonValue ToBson(this string? text) => text is null ? BsonNull.Value : new BsonString(text);

    public static string ToKey(this string text) => text.ToUpperInvariant();

    public static Guid ToId(this BsonValue value) => value.AsBsonBinaryData.ToGuid(GuidRepresentation.Standard);

    /// <summary>Null for what is no id as <see cref="ToBson(Guid)"/> writes them.</summary>
    public static Guid? ToIdOrNull(this BsonValue value) =>
        value is BsonBinaryData { SubType: BsonBinarySubType.UuidStandard, Bytes.Length: 16 } ? value.ToId() : null;

    public static BsonArray ToBson(this IEnumerable<Guid> ids) => [.. ids.Select(id => id.ToBson())];

    public static DateTimeOffset ToTime(this BsonValue value) => new(value.AsInt64, TimeSpan.Zero);

    public static string? ToText(this BsonValue value) => value.IsBsonNull ? null : value.AsString;
}
