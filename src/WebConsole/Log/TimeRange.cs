using System.Globalization;

namespace Auditor.WebConsole.Log;

/// <summary>From when to when, as people say it. Pure.</summary>
internal static class TimeRange
{
    public const string Usual = "7d";
    public const string Custom = "custom";

    public static readonly IReadOnlyList<(string Name, string Label)> Choices =
    [
        ("1h", "Last hour"), ("today", "Today"), ("yesterday", "Yesterday"), ("7d", "Last 7 days"), ("30d", "Last 30 days"), ("all", "All time"), (Custom, "From ... to"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Choices.Select(choice => choice.Name)];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="from">For <see cref="Custom"/>: a local time like <c>2026-03-20T07:00</c>, or a date; what cannot be read does not restrict.</param>
    /// <param name="to">The same.</param>
    /// <param name="zone">Whose days they are, and whose local times.</param>
    /// <param name="now">Now (UTC).</param>
    public static (DateTimeOffset? From, DateTimeOffset? To) Of(string name, string? from, string? to, TimeZoneInfo zone, DateTimeOffset now)
    {
        DateTime today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return name switch
        {
            "1h" => (now.AddHours(-1), null),
            "today" => (Start(today, zone), null),
            "yesterday" => (Start(today.AddDays(-1), zone), Start(today, zone)),
            "7d" => (Start(today.AddDays(-6), zone), null),
            "30d" => (Start(today.AddDays(-29), zone), null),
            Custom => (Read(from, zone), Read(to, zone)),
            _ => (null, null),
        };
    }

    /// <summary>A time as an address says it: local, or with its own offset; null when it cannot be read.</summary>
    public static DateTimeOffset? Read(string? text, TimeZoneInfo zone)
    {
        if (text is null)
        {
            return null;
        }

        bool own = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
        if (own)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time : null;
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local) ? Start(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone) : null;
    }

    /// <summary>A local time that a clock change leaves out is taken as the first one behind it.</summary>
    private static DateTimeOffset Start(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
