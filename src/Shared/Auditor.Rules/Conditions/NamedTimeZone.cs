using NodaTime;
using NodaTime.TimeZones;

namespace Auditor.Rules;

/// <summary>Time zones by IANA or Windows id, from the data inside NodaTime (docs/decisions/0003).</summary>
public static class NamedTimeZone
{
    /// <summary>IANA ids to pick from, sorted: places and UTC, without the historic short names.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id.IndexOf('/') > 0 || id == "UTC")];

    /// <summary>The zone, or null when no zone has that id. Ids are compared exactly; IANA aliases count.</summary>
    public static DateTimeZone? Find(string? id)
    {
        if (id is null)
        {
            return null;
        }

        TzdbDateTimeZoneSource source = TzdbDateTimeZoneSource.Default;

        // Asked for by its map and not by the provider alone, which would also take offsets such as "UTC+2".
        string? iana = source.CanonicalIdMap.ContainsKey(id) ? id
            : source.WindowsToTzdbIds.TryGetValue(id, out string? mapped) ? mapped
            : null;
        return iana is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(iana);
    }
}
