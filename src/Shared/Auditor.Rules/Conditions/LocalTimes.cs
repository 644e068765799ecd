using NodaTime;

namespace Auditor.Rules;

/// <summary>Instants as the clocks of a named time zone show them, by the same data as the schedules of rules (docs/decisions/0003).</summary>
public sealed class LocalTimes
{
    private readonly DateTimeZone _zone;

    private LocalTimes(DateTimeZone zone) => _zone = zone;

    /// <summary>The zone, or null when no zone has that IANA or Windows id.</summary>
    public static LocalTimes? Of(string zone) => NamedTimeZone.Find(zone) is { } found ? new LocalTimes(found) : null;

    /// <summary>The same instant with the zone's offset, to whole minutes.</summary>
    public DateTimeOffset At(DateTimeOffset time)
    {
        int minutes = _zone.GetUtcOffset(Instant.FromDateTimeOffset(time)).Seconds / 60;
        return time.ToOffset(TimeSpan.FromMinutes(minutes));
    }

    /// <summary>
    /// How far the zone's clocks are from UTC, to whole minutes, and the instants from which they are that far, the earliest first. The
    /// first one holds from before <paramref name="from"/> on.
    /// </summary>
    public IReadOnlyList<(DateTimeOffset From, TimeSpan Offset)> OffsetsBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var offsets = new List<(DateTimeOffset From, TimeSpan Offset)>();
        Instant start = Instant.FromDateTimeOffset(from);
        Instant end = Instant.Max(start.Plus(Duration.Epsilon), Instant.FromDateTimeOffset(to));
        foreach (NodaTime.TimeZones.ZoneInterval interval in _zone.GetZoneIntervals(start, end))
        {
            TimeSpan offset = TimeSpan.FromMinutes(interval.WallOffset.Seconds / 60);
            if (offsets.Count == 0 || offsets[offsets.Count - 1].Offset != offset)
            {
                offsets.Add((offsets.Count == 0 ? from : interval.Start.ToDateTimeOffset(), offset));
            }
        }

        return offsets;
    }

    /// <summary>What the zone is called at that moment: an abbreviation like <c>CET</c>, or an offset like <c>+03</c> where there is none.</summary>
    public string NameAt(DateTimeOffset time) => _zone.GetZoneInterval(Instant.FromDateTimeOffset(time)).Name;
}
