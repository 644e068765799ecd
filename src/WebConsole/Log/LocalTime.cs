using System.Globalization;

namespace Auditor.WebConsole.Log;

/// <summary>Times as they are shown: in one zone, which is said beside them.</summary>
internal static class LocalTime
{
    public static string DateAndTime(this TimeZoneInfo zone, DateTimeOffset time) => zone.Format(time, "yyyy-MM-dd HH:mm:ss");

    /// <summary>The day as lists show it: the year only when it is another than this one.</summary>
    public static string Day(this TimeZoneInfo zone, DateTimeOffset time) => zone.Format(time, IsThisYear(time) ? "ddd d MMM" : "d MMM yyyy");

    public static string DayAndTime(this TimeZoneInfo zone, DateTimeOffset time) => zone.Format(time, IsThisYear(time) ? "d MMM HH:mm:ss" : "d MMM yyyy HH:mm:ss");

    public static string Time(this TimeZoneInfo zone, DateTimeOffset time) => zone.Format(time, "HH:mm:ss");

    /// <summary>For the value of a field for local times, and so for addresses; null for null. Seconds only where there are some.</summary>
    public static string? Input(this TimeZoneInfo zone, DateTimeOffset? time) =>
        time is { } at ? zone.Format(at, at.Second == 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss") : null;

    /// <summary>To the millisecond, with the offset from UTC.</summary>
    public static string Exact(this TimeZoneInfo zone, DateTimeOffset time) => zone.Format(time, "yyyy-MM-dd HH:mm:ss.fff zzz");

    /// <summary>For <c>datetime</c> of <c>time</c> elements.</summary>
    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long, like <c>2 min 5 s</c>.</summary>
    public static string Length(TimeSpan span) => span.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min")
        : span.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s") : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");

    private static bool IsThisYear(DateTimeOffset time) => time.Year == DateTimeOffset.UtcNow.Year;

    private static string Format(this TimeZoneInfo zone, DateTimeOffset time, string format) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString(format, CultureInfo.InvariantCulture);
}
