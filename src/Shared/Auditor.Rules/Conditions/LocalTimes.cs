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

    /// <summary>What the zone is called at that moment: an abbreviation like <c>CET</c>, or an offset like <c>+03</c> where there is none.</summary>
    public string NameAt(DateTimeOffset time) => _zone.GetZoneInterval(Instant.FromDateTimeOffset(time)).Name;
}
