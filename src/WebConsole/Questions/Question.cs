using Auditor.WebConsole.Log;

namespace Auditor.WebConsole.Questions;

/// <summary>What is asked: who saw recordings of a camera, or what a person saw.</summary>
/// <param name="AboutCamera">About a camera; else about a person.</param>
/// <param name="Subject">Id or name of the camera; id, name or display name of the person. Null while nothing is asked.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Problem">What is wrong with it, in words; null when it can be answered, or when nothing is asked.</param>
public sealed record Question(bool AboutCamera, string? Subject, DateTimeOffset From, DateTimeOffset To, string? Problem)
{
    public const string Camera = "camera";
    public const string Person = "actor";

    public const string When = "when";

    /// <summary>Value of <see cref="When"/>.</summary>
    public const string OfFootage = "footage";

    private const int LongestSubject = 500;

    /// <summary>The times are those of the recordings, whenever somebody looked; else they are those at which somebody did, whatever the recordings.</summary>
    public bool ByFootage { get; init; }

    public static Question Read(IQueryCollection query, TimeZoneInfo zone, DateTimeOffset now)
    {
        bool aboutCamera = !query.ContainsKey(Person);
        string? subject = query[aboutCamera ? Camera : Person].ToString().Trim() is { Length: > 0 and <= LongestSubject } given ? given : null;
        (DateTimeOffset? today, _) = TimeRange.Of("today", null, null, zone, now);
        DateTimeOffset? from = TimeRange.Read(Text(query, LogFilter.From), zone);
        DateTimeOffset? to = TimeRange.Read(Text(query, LogFilter.To), zone);
        DateTimeOffset minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        var asked = new Question(aboutCamera, subject, from ?? today!.Value, to ?? minute, Problem: null) { ByFootage = aboutCamera && query[When] == OfFootage };
        return subject is null ? asked
            : from is null || to is null ? asked with { Problem = "Say from when and until when." }
            : from >= to ? asked with { Problem = "The end must be later than the start." }
            : asked;
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
