using Auditor.Rules;
using Auditor.Storage;
using NodaTime;

namespace Auditor.AuditWriter.Retention;

/// <summary>From when to when an entry is kept. Pure.</summary>
internal static class RetentionCalendar
{
    /// <summary>What occurred before this is past the ceiling.</summary>
    public static DateTimeOffset Cutoff(RetentionCeiling ceiling, DateTimeOffset asOf)
    {
        if (ceiling.Days is { } days)
        {
            return asOf.AddDays(-days);
        }

        if (ceiling.Years is { } years)
        {
            return asOf.AddYears(-years);
        }

        // The year that follows the year in which it occurred has ended when two new years have begun, and so on.
        DateTimeZone zone = Zone(ceiling.TimeZone);
        int year = Instant.FromDateTimeOffset(asOf).InZone(zone).Year - (ceiling.EndOfYearAfter ?? throw new ArgumentException("An empty ceiling.", nameof(ceiling)));
        return zone.AtStartOfDay(new LocalDate(year, 1, 1)).ToDateTimeOffset().ToUniversalTime();
    }

    /// <summary>What was kept since before this has been kept as long as the floor demands.</summary>
    public static DateTimeOffset Cutoff(RetentionFloor? floor, DateTimeOffset asOf) =>
        floor is null ? asOf : floor.Days is { } days ? asOf.AddDays(-days) : asOf.AddYears(-(floor.Years ?? 0));

    /// <summary>Until when the floor keeps what was appended then.</summary>
    public static DateTimeOffset KeptUntil(RetentionFloor? floor, DateTimeOffset appendedAt) =>
        floor is null ? DateTimeOffset.MinValue
        : floor.Days is { } days ? appendedAt.AddDays(days)
        : appendedAt.AddYears(floor.Years ?? throw new ArgumentException("An empty floor.", nameof(floor)));

    /// <summary>Whether the shortest time that the ceiling allows is at least the longest that the floor demands.</summary>
    public static bool Allows(RetentionCeiling ceiling, RetentionFloor floor)
    {
        // What occurs in the last moment of a year has only the years that follow.
        int? years = ceiling.Years ?? ceiling.EndOfYearAfter;
        return years is not null && floor.Years is not null
            ? years >= floor.Years
            : (ceiling.Days ?? years!.Value * 365) >= (floor.Days ?? (floor.Years!.Value * 365) + ((floor.Years.Value + 3) / 4));
    }

    /// <summary>The latest moment, not after <paramref name="now"/>, at which the clocks of a zone showed a time of day.</summary>
    public static DateTimeOffset LastTime(TimeOnly daily, string timeZone, DateTimeOffset now)
    {
        DateTimeZone zone = Zone(timeZone);
        LocalDate today = Instant.FromDateTimeOffset(now).InZone(zone).Date;
        var time = new LocalTime(daily.Hour, daily.Minute);
        DateTimeOffset moment = zone.AtLeniently(today + time).ToDateTimeOffset().ToUniversalTime();
        return moment <= now ? moment : zone.AtLeniently(today.PlusDays(-1) + time).ToDateTimeOffset().ToUniversalTime();
    }

    private static DateTimeZone Zone(string? id) => NamedTimeZone.Find(id) ?? throw new ArgumentException($"'{id}' is no time zone.", nameof(id));
}
